package dev.lastwatt.boot;

import dev.lastwatt.adapter.ups.apcupsd.ApcupsdSettings;
import dev.lastwatt.adapter.ups.apcupsd.ApcupsdSource;
import dev.lastwatt.adapter.ups.nut.NutSettings;
import dev.lastwatt.adapter.ups.nut.NutSource;
import dev.lastwatt.adapter.ups.nut.NutTls;
import dev.lastwatt.adapter.ups.snmp.SnmpAccess;
import dev.lastwatt.adapter.ups.snmp.SnmpSettings;
import dev.lastwatt.adapter.ups.snmp.SnmpSource;
import dev.lastwatt.adapter.ups.wire.Endpoint;
import dev.lastwatt.port.Timebase;
import dev.lastwatt.port.UpsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where readings come from, as the settings say. */
final class Sources {

    private Sources() {}

    static UpsSource of(Settings.Ups ups, String prefix, Timebase time) {
        try {
            return switch (ups.type()) {
                case APCUPSD ->
                    new ApcupsdSource(
                            new ApcupsdSettings(
                                    Endpoint.parse(ups.address(), ApcupsdSettings.DEFAULT_PORT),
                                    ups.connectTimeout(),
                                    ups.readTimeout()),
                            time);
                case SNMP -> new SnmpSource(snmp(ups), time);
                case NUT -> new NutSource(nut(ups), time);
                case USB -> UsbPorts.source(ups, time);
                case WINDOWS ->
                    throw new IllegalArgumentException("lastwatt.ups.type: windows reads the battery of a"
                            + " Hyper-V host through PowerShell, so lastwatt.hypervisor.type must be hyper-v");
                case SIMULATED ->
                    throw new IllegalArgumentException("lastwatt.ups.type: simulated is for one UPS alone");
            };
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    List.of(String.valueOf(e.getMessage()).replace("lastwatt.ups.", prefix)));
        }
    }

    private static NutSettings nut(Settings.Ups ups) {
        NutSettings settings = NutSettings.of(Endpoint.parse(ups.address(), NutSettings.DEFAULT_PORT))
                .withTimeouts(ups.connectTimeout(), ups.readTimeout());
        if (ups.name().isPresent()) {
            settings = settings.withUps(ups.name().get());
        }
        if (ups.username().isPresent()) {
            Path file = ups.passwordFile()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "lastwatt.ups.password-file is missing, and lastwatt.ups.username is set"));
            settings = settings.withLogin(ups.username().get(), password("lastwatt.ups.password-file", file));
        }
        if (ups.tls() == Settings.Tls.REQUIRED) {
            settings = settings.withTls(new NutTls.Required(ups.caFile()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "lastwatt.ups.ca-file is missing, and lastwatt.ups.tls is required"))));
        }
        return settings;
    }

    private static SnmpSettings snmp(Settings.Ups ups) {
        Settings.Snmp given = ups.snmp();
        return new SnmpSettings(
                Endpoint.parse(ups.address(), SnmpSettings.DEFAULT_PORT),
                access(ups, given),
                given.mib(),
                ups.readTimeout(),
                given.trapPort());
    }

    private static SnmpAccess access(Settings.Ups ups, Settings.Snmp given) {
        return switch (given.version()) {
            case V1 -> new SnmpAccess.Community(SnmpAccess.OpenVersion.V1, given.community());
            case V2C -> new SnmpAccess.Community(SnmpAccess.OpenVersion.V2C, given.community());
            case V3 ->
                new SnmpAccess.User(
                        ups.username().orElse(""),
                        given.authentication(),
                        ups.passwordFile()
                                .map(file -> password("lastwatt.ups.password-file", file))
                                .orElse(null),
                        given.privacy(),
                        given.privacyPasswordFile()
                                .map(file -> password("lastwatt.ups.snmp.privacy-password-file", file))
                                .orElse(null));
        };
    }

    private static String password(String setting, Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(setting + ": " + file + " cannot be read", e);
        }
    }
}
