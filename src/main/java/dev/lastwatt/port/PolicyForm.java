package dev.lastwatt.port;

import dev.lastwatt.core.policy.Policy;

/** How a policy is written. Everything that is read is hostile until it is a policy. */
public interface PolicyForm {

    /**
     * The policy that the text says, YAML or JSON.
     *
     * @throws PolicyRefused if it is none
     */
    Policy read(String text);

    /**
     * The text after a JSON Merge Patch (RFC 7396), as YAML; comments are lost.
     *
     * @throws PolicyRefused if the patch is none, or what comes of it is no policy
     */
    String patched(String text, String patch);

    /**
     * The document as JSON, with what it says and nothing else.
     *
     * @throws PolicyRefused if it is no policy
     */
    String asJson(String text);

    /** The document as YAML: JSON is rewritten, YAML stays as it is. */
    String asYaml(String text);
}
