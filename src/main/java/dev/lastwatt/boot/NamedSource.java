package dev.lastwatt.boot;

import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.port.ForwardingSource;
import dev.lastwatt.port.UpsSource;

/** One of several sources, called by the name that the settings give it; what it says of settings is said of its own. */
final class NamedSource extends ForwardingSource {

    private final String name;
    private final String prefix;

    NamedSource(String name, String prefix, UpsSource source) {
        super(source);
        this.name = name;
        this.prefix = prefix;
    }

    @Override
    public String name() {
        return name + " at " + super.name();
    }

    @Override
    public SourceAnswer read() {
        SourceAnswer answer = super.read();
        return answer instanceof SourceAnswer.Missing missing
                ? new SourceAnswer.Missing(
                        missing.at(), missing.cause(), missing.detail().replace("lastwatt.ups.", prefix))
                : answer;
    }
}
