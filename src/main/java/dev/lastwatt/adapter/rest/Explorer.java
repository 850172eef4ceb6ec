package dev.lastwatt.adapter.rest;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The framework's page to explore the API with, Swagger UI: for this machine only. Its policy lets it load its own files and run its
 * own two scripts, each known by its hash, and nothing else.
 */
final class Explorer {

    /** Where it is; the setting of the framework says the same. */
    static final String PATH = "/openapi-ui";

    /** Of what stands between its script tags; a test says when an upgrade has changed that. */
    static final List<String> SCRIPTS = List.of(
            "sha256-9eDi/fY2rUDRGqfduG8sDNh4XxaaOAROURKnjOTd6xQ=",
            "sha256-TbzPoX80af0P2J7wzJr+xiCAGXG6d+j5IDltsC58dLE=");

    /** For the Content-Security-Policy header. It sets styles on its elements, and has small images in its style sheet. */
    static final String CONTENT_POLICY =
            "default-src 'none'; connect-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
                    + " script-src 'self' "
                    + SCRIPTS.stream().map(hash -> "'" + hash + "'").collect(Collectors.joining(" "))
                    + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private Explorer() {}

    /** Whether a normalised path is of it. */
    static boolean has(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "/");
    }
}
