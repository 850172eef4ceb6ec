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
    NOT_KNOWN_YET(
            503,
            "not-known-yet",
            "This is not known yet",
            "The service has just started, or has had no answer of the hypervisor since. The alarms of GET /api/v1/status say"
                    + " which; try again in a few seconds."),
    TOO_MANY_STREAMS(
            503,
            "too-many-streams",
            "Too many event streams are open",
            "The number of event streams is bounded so that forgotten ones cannot exhaust the service. Close one, for example a"
                    + " page in another tab, or raise lastwatt.events.streams and restart the service.");

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
