package org.securecontext.relay.api;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.securecontext.events.envelope.ApiVersion;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.events.envelope.ErrorEnvelope;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What no controller can say in OpenAPI: who may call, and which errors every call can have. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String ADMIN = "admin";

    /** One for each path below {@code /api/webhooks}. */
    private static final List<Tag> TAGS = List.of(
            new Tag().name("endpoints").description("Where webhooks go, and how they are signed."),
            new Tag().name("deliveries").description("Events that were sent, with each attempt."),
            new Tag().name("dead-letters").description("Events that were given up."),
            new Tag().name("replays").description("Time ranges that are delivered again."));

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("SecureContext Protocol webhook relay")
                        .version(ApiVersion.CURRENT)
                        .summary("Webhooks in the operator's hands.")
                        .description(
                                "Endpoints, deliveries, dead letters and replays. Every answer has the same envelope;"
                                        + " every change leaves an event on scp.operator-events.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .tags(TAGS)
                .components(new Components()
                        .addSecuritySchemes(
                                ADMIN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("The admin's key (SCP_ADMIN_KEY).")));
    }

    @Bean
    GlobalOpenApiCustomizer completeOperations() {
        return api -> {
            ModelConverters.getInstance(true)
                    .readAll(ErrorEnvelope.class)
                    .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
            api.getPaths().forEach(ApiDescription::complete);
        };
    }

    private static void complete(String path, PathItem item) {
        for (Operation operation : item.readOperations()) {
            operation.setSecurity(List.of(new SecurityRequirement().addList(ADMIN)));
            operation.setTags(List.of(path.split("/", 5)[3]));
            codes(path, operation).stream()
                    .collect(Collectors.groupingBy(ErrorCode::status, TreeMap::new, Collectors.toList()))
                    .forEach((status, codes) ->
                            operation.getResponses().addApiResponse(status.toString(), response(codes)));
        }
    }

    private static Set<ErrorCode> codes(String path, Operation operation) {
        Set<ErrorCode> codes = EnumSet.of(
                ErrorCode.INVALID_REQUEST,
                ErrorCode.UNAUTHENTICATED,
                ErrorCode.STORAGE_UNAVAILABLE,
                ErrorCode.INTERNAL_ERROR);
        if (operation.getRequestBody() != null) {
            codes.addAll(EnumSet.of(ErrorCode.PAYLOAD_TOO_LARGE, ErrorCode.CONFLICT));
        }
        if (path.contains("{")) {
            codes.addAll(EnumSet.of(ErrorCode.NOT_FOUND, ErrorCode.CONFLICT));
        }
        return codes;
    }

    private static ApiResponse response(List<ErrorCode> codes) {
        MediaType json = new MediaType().schema(new Schema<>().$ref("#/components/schemas/ErrorEnvelope"));
        return new ApiResponse()
                .description(codes.stream().map(ErrorCode::name).collect(Collectors.joining(", ")))
                .content(new Content().addMediaType("application/json", json));
    }
}
