package org.securecontext.proxy.authorization;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.proxy.api.Refusal;
import org.securecontext.proxy.identity.ProviderName;

/** What an agent sends to ask for consent. */
@Schema(name = "AuthorizationWish")
record WishBody(
        @Schema(description = "A provider's name.", example = "google", requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String provider,

        @Schema(description = "Scopes; the provider's defaults when absent.", example = "[\"openid\",\"email\"]")
        @Nullable
        List<String> scopes,

        @Schema(description = "The agent's own id; the admin names another's.", example = "mail-agent")
        @JsonProperty("agent_id")
        @Nullable
        String agentId,

        @Schema(description = "The agent's own label.", example = "inbox-42", maxLength = 256)
        @JsonProperty("workflow_id")
        @Nullable
        String workflowId,

        @Schema(
                description = "One of the agent's registered URIs, where the browser goes at the end.",
                example = "https://agent.example/done")
        @JsonProperty("redirect_uri")
        @Nullable
        String redirectUri) {

    private static final Pattern LABEL = Pattern.compile("[\\x20-\\x7E]{1,256}");
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,256}");
    private static final int MOST_SCOPES = 100;

    /** The wish in these words. Fails with a {@link Refusal} that names the field at fault. */
    Wish wish() {
        return new Wish(providerName(), checkedScopes(), checkedWorkflow(), checkedRedirect());
    }

    private ProviderName providerName() {
        if (provider == null) {
            throw Refusal.ofField(ErrorCode.MISSING_PARAMETER, "Name a provider.", "provider");
        }
        ProviderName name = ProviderName.parse(provider);
        if (name == null) {
            throw Refusal.ofField(ErrorCode.PROVIDER_NOT_FOUND, "There is no such provider.", "provider");
        }
        return name;
    }

    private @Nullable List<String> checkedScopes() {
        if (scopes == null) {
            return null;
        }
        boolean wellFormed = scopes.size() <= MOST_SCOPES
                && scopes.stream()
                        .allMatch(scope -> scope != null && SCOPE.matcher(scope).matches());
        if (!wellFormed) {
            throw Refusal.ofField(ErrorCode.INVALID_REQUEST, "Scopes are RFC 6749 scope tokens.", "scopes");
        }
        return scopes.stream().distinct().toList();
    }

    private @Nullable String checkedWorkflow() {
        if (workflowId != null && !LABEL.matcher(workflowId).matches()) {
            throw Refusal.ofField(
                    ErrorCode.INVALID_REQUEST, "A workflow id has 1 to 256 printable characters.", "workflow_id");
        }
        return workflowId;
    }

    private @Nullable URI checkedRedirect() {
        if (redirectUri == null) {
            return null;
        }
        try {
            return new URI(redirectUri);
        } catch (URISyntaxException e) {
            throw Refusal.ofField(ErrorCode.INVALID_REQUEST, "The redirect URI is not a URI.", "redirect_uri");
        }
    }
}
