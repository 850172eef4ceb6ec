package dev.lastwatt.served;

import dev.lastwatt.port.Role;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Those who call the API in tests. */
public final class Callers {

    /** The administrator's name in journals. */
    public static final String ADMIN = "alice";

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private Callers() {}

    /** One who may change the policy. */
    public static RequestSpecification admin(ServedEngine served) {
        return as(served, ADMIN, Role.ADMIN);
    }

    /** The token of {@link #admin}. */
    public static String adminToken(ServedEngine served) {
        return token(served, ADMIN, Role.ADMIN);
    }

    /** One who may act. */
    public static RequestSpecification operator(ServedEngine served) {
        return as(served, "oscar", Role.OPERATOR);
    }

    /** One who may look. */
    public static RequestSpecification viewer(ServedEngine served) {
        return as(served, "victor", Role.VIEWER);
    }

    private static RequestSpecification as(ServedEngine served, String name, Role role) {
        return RestAssured.given().header("Authorization", "Bearer " + token(served, name, role));
    }

    private static String token(ServedEngine served, String name, Role role) {
        return TOKENS.computeIfAbsent(
                served.dataFolder() + name, key -> served.tokens().create(name, role, null, ServedEngine.START));
    }
}
