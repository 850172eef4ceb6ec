package dev.lastwatt.boot;

import dev.lastwatt.adapter.policy.PolicyFile;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.policy.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which policy is in force. */
final class Policies {

    private static final Set<Settings.UpsType> ON_THE_NETWORK =
            Set.of(Settings.UpsType.NUT, Settings.UpsType.APCUPSD, Settings.UpsType.SNMP);

    /** A folder of another machine, as Windows writes it. */
    private static final Pattern SHARE = Pattern.compile("\\\\\\\\([^\\\\]+)\\\\");

    private static final Pattern HOST = Pattern.compile("\\[?([^\\[\\]]+?)\\]?(:\\d{1,5})?");

    private static final String NAME = "policy.yaml";

    private Policies() {}

    /** What stands in its place, else the built-in defaults. */
    static Policy of(Settings settings, Path data) {
        Path place = place(settings, data);
        return settings.policyFile().isPresent() || Files.exists(place) ? PolicyFile.read(place) : Policy.defaults();
    }

    /**
     * Where it stands: where it is configured, else in the configuration folder if it is there, else in the data folder, where the
     * service may write.
     */
    static Path place(Settings settings, Path data) {
        Path usual = Folders.config().resolve(NAME);
        return settings.policyFile().orElseGet(() -> Files.exists(usual) ? usual : data.resolve(NAME));
    }

    /** What the service lives on, as far as the settings tell: where UPSes are read, and whose disk the data folder is. */
    static Surroundings surroundings(Settings settings, Path data) {
        List<List<String>> upses = Stream.concat(Stream.of(settings.ups()), settings.supply().ups().values().stream())
                .filter(u -> ON_THE_NETWORK.contains(u.type()))
                .map(u -> List.of(hostOf(u.address())))
                .toList();
        Matcher share = SHARE.matcher(data.toAbsolutePath().toString());
        return new Surroundings(upses, List.of(), share.lookingAt() ? List.of(share.group(1)) : List.of(), Map.of());
    }

    private static String hostOf(String address) {
        Matcher host = HOST.matcher(address);
        return host.matches() ? host.group(1) : address;
    }
}
