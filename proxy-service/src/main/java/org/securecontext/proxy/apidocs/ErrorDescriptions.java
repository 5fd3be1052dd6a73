package org.securecontext.proxy.apidocs;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.securecontext.events.envelope.ApiVersion;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.events.envelope.ErrorEnvelope;

/** Describes the errors of each call: the codes of DESIGN's table, one response for each status. */
final class ErrorDescriptions {

    private static final String SCHEMA = "ErrorEnvelope";
    private static final Set<ErrorCode> OF_ALL =
            EnumSet.of(ErrorCode.INVALID_REQUEST, ErrorCode.RATE_LIMIT_EXCEEDED, ErrorCode.INTERNAL_ERROR);
    private static final Set<Integer> WITH_RETRY_AFTER = Set.of(429, 503);

    private ErrorDescriptions() {}

    static void addTo(OpenAPI api) {
        ModelConverters.getInstance(true)
                .readAll(ErrorEnvelope.class)
                .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
    }

    static void describe(String path, Operation operation, boolean open) {
        Map<Integer, Set<ErrorCode>> byStatus = codes(path, operation, open).stream()
                .collect(Collectors.groupingBy(
                        ErrorCode::status,
                        TreeMap::new,
                        Collectors.toCollection(() -> EnumSet.noneOf(ErrorCode.class))));
        byStatus.forEach(
                (status, codes) -> operation.getResponses().addApiResponse(status.toString(), response(status, codes)));
    }

    private static Set<ErrorCode> codes(String path, Operation operation, boolean open) {
        Set<ErrorCode> codes = EnumSet.copyOf(OF_ALL);
        if (!open) {
            codes.addAll(EnumSet.of(ErrorCode.UNAUTHENTICATED, ErrorCode.STORAGE_UNAVAILABLE));
        }
        if (operation.getRequestBody() != null) {
            codes.add(ErrorCode.PAYLOAD_TOO_LARGE);
        }
        if (path.startsWith("/api/storage/")
                || path.startsWith("/api/enterprise/webhooks")
                || path.equals("/api/agent/auth")) {
            codes.add(ErrorCode.FORBIDDEN);
        }
        if (path.contains("{session_id}") || path.startsWith("/api/sessions/{")) {
            codes.addAll(EnumSet.of(ErrorCode.INVALID_SESSION_ID_FORMAT, ErrorCode.SESSION_NOT_FOUND));
        }
        codes.addAll(special(path));
        return codes;
    }

    private static Set<ErrorCode> special(String path) {
        if (path.startsWith("/api/tokens/")) {
            return EnumSet.of(
                    ErrorCode.REAUTHORIZATION_REQUIRED,
                    ErrorCode.AUDIT_UNAVAILABLE,
                    ErrorCode.PROVIDER_ERROR,
                    ErrorCode.PROVIDER_TIMEOUT);
        }
        return switch (path) {
            case "/api/sessions" -> EnumSet.of(ErrorCode.FORBIDDEN);
            case "/api/agent/auth" -> EnumSet.of(ErrorCode.MISSING_PARAMETER, ErrorCode.PROVIDER_NOT_FOUND);
            case "/api/agent/auth/{request_id}" -> EnumSet.of(ErrorCode.NOT_FOUND);
            case "/api/enterprise/webhooks/test" -> EnumSet.of(ErrorCode.WEBHOOK_DISABLED, ErrorCode.AUDIT_UNAVAILABLE);
            default ->
                path.endsWith("/extend")
                        ? EnumSet.of(ErrorCode.REAUTHORIZATION_REQUIRED, ErrorCode.MISSING_PARAMETER)
                        : EnumSet.noneOf(ErrorCode.class);
        };
    }

    private static ApiResponse response(int status, Set<ErrorCode> codes) {
        MediaType json = new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + SCHEMA));
        codes.forEach(code -> json.addExamples(code.name(), new Example().value(example(code))));
        ApiResponse response = new ApiResponse()
                .description(codes.stream().map(ErrorCode::name).collect(Collectors.joining(", ")))
                .content(new Content().addMediaType("application/json", json));
        if (WITH_RETRY_AFTER.contains(status)) {
            response.addHeaderObject(
                    "Retry-After", new Header().description("Seconds to wait.").schema(new IntegerSchema()));
        }
        return response;
    }

    private static Map<String, Object> example(ErrorCode code) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code.name());
        error.put("message", "What the caller can change.");
        error.put("status_code", code.status());
        error.put("details", Map.of());
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("success", false);
        envelope.put("version", ApiVersion.CURRENT);
        envelope.put("timestamp", "2026-01-01T12:00:00Z");
        envelope.put("error", error);
        return envelope;
    }
}
