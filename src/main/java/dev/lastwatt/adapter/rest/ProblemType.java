package dev.lastwatt.adapter.rest;

/** The problems that say more than their HTTP status does. Each has a page of its own under {@code /problems}. */
enum ProblemType {
    INVALID_PARAMETER(
            400,
            "invalid-parameter",
            "A parameter is not valid",
            "A query parameter or header has a value that cannot be used. 'field' names it and 'fix' says what it takes."),
    NO_SUCH_RUN(
            404,
            "no-such-run",
            "There is no such run",
            "The journal holds no run of that id. GET /api/v1/runs lists those there are."),
    WRONG_HOST(
            421,
            "wrong-host",
            "This address is not served here",
            "The service listens on loopback only and answers only to loopback names (localhost, 127.0.0.1, [::1]) in the Host"
                    + " header. Otherwise a page on the Internet could make its own name point here and read the answers"
                    + " through a browser on this machine (DNS rebinding)."),
    NO_TOKEN(
            401,
            "no-token",
            "A token is needed, and there is none that counts",
            "Reading on loopback takes no token; everything else does. One is made on the host's own command line:"
                    + " lastwatt token create --name NAME --role ROLE."),
    ROLE_TOO_LOW(
            403,
            "role-too-low",
            "The token's role does not include this",
            "A viewer looks; an operator also arms, disarms, drills, runs and cancels; an admin also changes the policy."),
    CROSS_SITE(
            403,
            "cross-site",
            "A page of another site may not do this",
            "A browser says of each request which site's page sent it. Changes are taken from programs, and from pages of"
                    + " this service only."),
    LOCKED_OUT(
            429,
            "locked-out",
            "Too many wrong tokens came from this address",
            "After ten wrong tokens within a minute an address is not listened to for five minutes, whatever it shows. The"
                    + " command line on the host is not affected."),
    NO_SUCH_VERSION(
            404,
            "no-such-version",
            "There is no such version of the policy",
            "GET /api/v1/policy/versions lists those there are."),
    NOT_NOW(
            409,
            "not-now",
            "The state does not allow that",
            "What was asked for is not legal in the present state; nothing was done. 'detail' says what is in the way and 'fix'"
                    + " what to do about it."),
    OUTCOME_UNKNOWN(
            409,
            "outcome-unknown",
            "What came of this request is not known",
            "A request with this Idempotency-Key was begun and its outcome was not written down: it is still being carried out,"
                    + " or the service ended meanwhile. Look at the state itself before you ask again with a new key."),
    CHANGED_MEANWHILE(
            412,
            "changed-meanwhile",
            "It was changed meanwhile",
            "The If-Match header names another state than the present one: somebody else was quicker. Nothing was done. 'detail'"
                    + " says what is different; look again, and decide again."),
    POLICY_REFUSED(
            422,
            "policy-refused",
            "This is not a policy that can be used",
            "The document has a field that does not exist, or a value that it cannot have. Nothing was changed. 'field' names the"
                    + " place and 'detail' says what is allowed."),
    RISK_NOT_ACCEPTED(
            422,
            "risk-not-accepted",
            "Under this policy the battery would not suffice",
            "A policy that no longer fits the battery is put in force only by somebody who says so: the same request with"
                    + " accept-risk=true in its query, and the reason in the Reason header, which is written down. POST"
                    + " /api/v1/policy/preview shows the budget before and after."),
    KEY_USED(
            422,
            "key-used",
            "This Idempotency-Key belongs to another request",
            "A key is made up for one request and its repetitions. It was used for another request within the last day."),
    PRECONDITION_REQUIRED(
            428,
            "precondition-required",
            "If-Match is missing",
            "A change names the state it is meant for: the ETag of what was looked at, in the If-Match header. So nobody undoes"
                    + " what somebody else has changed meanwhile."),
    NOT_WRITTEN_DOWN(
            503,
            "not-written-down",
            "The audit log cannot be written",
            "What cannot be written down is not done. Nothing was changed. The command line on the host goes on working."),
    NOT_TAKEN(
            503,
            "not-taken",
            "The service did not take it in",
            "The engine or a disk did not answer in time. What was asked for may have been done in part: look at the state"
                    + " before you ask again."),
    NOT_KNOWN_YET(
            503,
            "not-known-yet",
            "This is not known yet",
            "The service has just started, or has had no answer of the hypervisor since. The alarms of GET /api/v1/status say"
                    + " which; try again in a few seconds."),
    BUSY(
            503,
            "busy",
            "The service is busy with the same for somebody else",
            "What was asked for takes computing time that an outage may need, so that only one at a time is served. Try again in"
                    + " a few seconds."),
    TOO_MANY_STREAMS(
            503,
            "too-many-streams",
            "Too many event streams are open",
            "The number of event streams is bounded so that forgotten ones cannot exhaust the service. Close one, for example a"
                    + " page in another tab, or raise lastwatt.events.streams and restart the service.");

    static final String TOKEN_FIX =
            "send 'Authorization: Bearer TOKEN'; a token is made by 'lastwatt token create' on the host";

    private final int status;
    private final String slug;
    private final String title;
    private final String explanation;

    ProblemType(int status, String slug, String title, String explanation) {
        this.status = status;
        this.slug = slug;
        this.title = title;
        this.explanation = explanation;
    }

    int status() {
        return status;
    }

    String slug() {
        return slug;
    }

    /** Where it is explained; identifies it. */
    String uri() {
        return "/problems/" + slug;
    }

    String title() {
        return title;
    }

    String explanation() {
        return explanation;
    }
}
