package org.securecontext.proxy.apidocs;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Set;
import org.securecontext.events.envelope.ApiVersion;
import org.securecontext.proxy.api.EntryStep;
import org.securecontext.proxy.configuration.GatewayAddress;
import org.securecontext.proxy.vault.Caller;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** What no controller can say: who may call, which errors every call can have, where the API is. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String AGENT = "agent";
    private static final Set<String> OPEN_TO_ALL =
            Set.of("/api/providers", "/api/version", "/api/health", "/api/enterprise/config");

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    /** Decided at each start: what springdoc decides by its properties is settled when the service is built. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 6)
    EntryStep descriptionSwitch(@Value("${springdoc.api-docs.enabled}") boolean switchedOn) {
        return switchedOn ? EntryStep.NONE : new DescriptionSwitch();
    }

    @Bean
    OpenAPI openApi(GatewayAddress address) {
        return new OpenAPI()
                .info(new Info()
                        .title("SecureContext Protocol gateway")
                        .version(ApiVersion.CURRENT)
                        .summary("OAuth tokens of people, for AI agents.")
                        .description("An agent asks for a person's consent and then fetches live tokens by session id."
                                + " Every answer has the same envelope.")
                        .contact(new Contact()
                                .name("The operator of this gateway")
                                .url(address.base().toString()))
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url(address.base().toString()).description("This gateway")))
                .tags(ApiTags.all())
                .components(new Components()
                        .addSecuritySchemes(
                                AGENT,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description(
                                                "An agent's API key (scp_…), a JWT of the configured issuer, or the"
                                                        + " admin's key.")));
    }

    @Bean
    GlobalOpenApiCustomizer completeOperations() {
        return api -> {
            ErrorDescriptions.addTo(api);
            api.getPaths().forEach(ApiDescription::complete);
        };
    }

    private static void complete(String path, PathItem item) {
        item.readOperationsMap().forEach((method, operation) -> {
            OperationTexts.describe(path, method, operation);
            boolean open = OPEN_TO_ALL.contains(path);
            operation.setSecurity(open ? List.of() : List.of(new SecurityRequirement().addList(AGENT)));
            operation.setTags(List.of(ApiTags.of(path)));
            ErrorDescriptions.describe(path, operation, open);
        });
    }
}
