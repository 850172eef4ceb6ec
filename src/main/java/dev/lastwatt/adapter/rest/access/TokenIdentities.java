package dev.lastwatt.adapter.rest.access;

import dev.lastwatt.port.Role;
import dev.lastwatt.port.Tokens;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** Tells the framework as whom a request was let in. */
@Singleton
public class TokenIdentities implements HttpAuthenticationMechanism {

    private static final String CALLER = TokenIdentities.class.getName();

    /** The request is this caller's. */
    public static void put(RoutingContext request, Tokens.Caller caller) {
        request.put(CALLER, caller);
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        return request.get(CALLER) instanceof Tokens.Caller caller
                ? Uni.createFrom().item(identity(caller))
                : Uni.createFrom().nullItem();
    }

    private static SecurityIdentity identity(Tokens.Caller caller) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.name()))
                .addRoles(caller.role().included().stream().map(Role::word).collect(Collectors.toSet()))
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }
}
