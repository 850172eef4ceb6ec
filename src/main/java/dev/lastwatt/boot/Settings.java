package dev.lastwatt.boot;

import dev.lastwatt.adapter.rest.EventSettings;
import dev.lastwatt.adapter.rest.HttpGuard;
import dev.lastwatt.adapter.rest.HttpsServer;
import dev.lastwatt.adapter.ups.snmp.MibChoice;
import dev.lastwatt.adapter.ups.snmp.SnmpAccess;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** How this installation is wired. Changes need a restart; what is wanted of the guests is the policy's business. */
@ConfigMapping(prefix = "lastwatt")
public interface Settings {

    /** Where the journal, the samples and the control secret live. Default: a folder of the operating system's choice. */
    Optional<Path> dataFolder();

    /** The policy. Default: {@code policy.yaml} in the configuration folder if it is there, else the built-in one. */
    Optional<Path> policyFile();

    /** Where readings come from. */
    Ups ups();

    /** What is known of its battery. */
    BatterySettings battery();

    /** Several UPSes that feed the host together, instead of the one. */
    Supply supply();

    /** Who runs the guests. */
    HypervisorSettings hypervisor();

    /** The host's own power. */
    Host host();

    /** The commands that the policy may have run before a guest is stopped, each by the id that the policy names. */
    Map<String, Command> commands();

    /** Where a command runs. */
    enum Where {
        HOST,
        GUEST
    }

    /** A command before a stop. */
    interface Command {

        /** The program, by its absolute path, and its arguments; {@code {guest-id}} in an argument is the id of the guest. */
        List<String> run();

        /** {@code host}, or {@code guest}: by PowerShell Direct. */
        @WithDefault("host")
        Where in();

        /** Who it is run as in a guest. */
        Optional<String> user();

        /** File that holds that user's password, and nothing else. */
        Optional<Path> passwordFile();
    }

    /** What a simulated UPS and host do. */
    Simulated simulated();

    /** How long a request to the API may take to arrive as a whole. */
    @WithDefault(HttpGuard.ARRIVES_WITHIN)
    Duration requestWithin();

    /** The API for other machines. */
    Https https();

    /** The API for other machines: served over HTTPS where a certificate is named. */
    interface Https {

        /** The server's certificate: PEM with those of its issuers, or PKCS#12 (.p12, .pfx) with the key. */
        Optional<Path> certificate();

        /** Its private key, PEM, where the certificate is PEM. */
        Optional<Path> key();

        /** File that holds the password of the PKCS#12 file, and nothing else. */
        Optional<Path> passwordFile();

        /** The address of this machine that is served. */
        @WithDefault(HttpsServer.ADDRESS)
        String address();

        /** Its port. */
        @WithDefault(HttpsServer.PORT)
        int port();
    }

    /** The streams of events on the API. */
    Events events();

    /** The streams of events on the API. */
    interface Events {

        /** How often the journal is looked at for them. */
        @WithDefault(EventSettings.POLL)
        Duration poll();

        /** How often a silent stream shows that it lives. */
        @WithDefault(EventSettings.HEARTBEAT)
        Duration heartbeat();

        /** How many there may be at once. */
        @WithDefault(EventSettings.STREAMS)
        int streams();
    }

    /** The kinds of source. */
    enum UpsType {
        NUT,
        APCUPSD,
        SNMP,
        USB,
        WINDOWS,
        SIMULATED
    }

    /** Where readings come from. */
    interface Ups {

        /** {@code nut}, {@code apcupsd}, {@code snmp}, {@code usb}, {@code windows} or {@code simulated}. */
        @WithDefault("nut")
        UpsType type();

        /** Host and port of the server or card; the port may be left out. */
        @WithDefault("127.0.0.1")
        String address();

        /** Name of the UPS on a NUT server, or of a battery of Windows; may be left out where there is only one. */
        Optional<String> name();

        /** User of a NUT server, needed only to be counted among its clients; user of SNMP v3. */
        Optional<String> username();

        /** File that holds the user's password, and nothing else. */
        Optional<Path> passwordFile();

        /** {@code off}, or {@code required}: then nothing is said in the clear. */
        @WithDefault("off")
        Tls tls();

        /** Certificate authority of the NUT server, PEM; needed where tls is required. */
        Optional<Path> caFile();

        /** How long to wait for a connection. */
        @WithDefault("1s")
        Duration connectTimeout();

        /** How long one whole reading may take. */
        @WithDefault("2s")
        Duration readTimeout();

        /** How an SNMP agent is asked. */
        Snmp snmp();

        /** Which unit on USB is read, and how. */
        Usb usb();
    }

    /** The ways to a unit on USB. */
    enum UsbWay {
        AUTO,
        USB4JAVA,
        HID4JAVA
    }

    /** Which unit on USB is read; needed only where there are several. */
    interface Usb {

        /** Its vendor, four hexadecimal digits. */
        Optional<String> vendor();

        /** Its product, four hexadecimal digits. */
        Optional<String> product();

        /** Its serial number. */
        Optional<String> serial();

        /** {@code auto}, {@code usb4java} or {@code hid4java}. */
        @WithDefault("auto")
        UsbWay transport();
    }

    /** Several UPSes that feed the host together; then {@code lastwatt.ups} and {@code lastwatt.battery} must not be set. */
    interface Supply {

        /** How many of them the host needs to run. */
        @WithDefault("1")
        int required();

        /** Each by a name of your own. */
        Map<String, NamedUps> ups();
    }

    /** One of several UPSes. */
    interface NamedUps extends Ups {

        /** Another of them: both tell of the same UPS, and the worse counts. */
        Optional<String> sameAs();

        /** What is known of its battery. */
        BatterySettings battery();
    }

    /** The versions of SNMP. */
    enum SnmpVersion {
        V1,
        V2C,
        V3
    }

    /** How an SNMP agent is asked. */
    interface Snmp {

        /** {@code v1}, {@code v2c} or {@code v3}. */
        @WithDefault("v2c")
        SnmpVersion version();

        /** The community, with v1 and v2c. */
        @WithDefault("public")
        String community();

        /** How the password proves answers, with v3. */
        @WithDefault("sha256")
        SnmpAccess.Authentication authentication();

        /** How v3 encrypts. */
        @WithDefault("aes128")
        SnmpAccess.Privacy privacy();

        /** File that holds the privacy password and nothing else, with v3; without, nothing is encrypted. */
        Optional<Path> privacyPasswordFile();

        /** Whose variables are asked for: {@code auto}, {@code rfc1628}, {@code powernet} or {@code xups}. */
        @WithDefault("auto")
        MibChoice mib();

        /** UDP port at which traps of the agent cause a reading at once. */
        OptionalInt trapPort();
    }

    /** What is known of the battery. */
    interface BatterySettings {

        /** The day on which it was new. {@code lastwatt battery replaced} counts where it is later. */
        Optional<LocalDate> installed();

        /** How long a new one lasts, by load in watts: {@code 490=23m, 980=6m30s}. */
        Optional<String> runtimeWhenNew();
    }

    /** Whether a connection is encrypted. */
    enum Tls {
        OFF,
        REQUIRED
    }

    /** The kinds of hypervisor. */
    enum HypervisorType {
        HYPER_V,
        SIMULATED
    }

    /** Who runs the guests. */
    interface HypervisorSettings {

        /** {@code hyper-v} or {@code simulated}. */
        @WithDefault("hyper-v")
        HypervisorType type();

        /** The PowerShell to start. Default: Windows' own; elsewhere {@code LASTWATT_PWSH}, else pwsh on the path. */
        Optional<String> powershell();

        /** Folder of the PowerShell module Lastwatt.HyperV. Default: beside the program. */
        Optional<Path> moduleFolder();

        /** Folder with modules that stand in for Hyper-V's own. */
        Optional<Path> simulatorFolder();

        /** Description of the host that these modules play. */
        Optional<Path> simulatedHost();
    }

    /** The kinds of host power. */
    enum PowerType {
        SYSTEM,
        RECORD
    }

    /** The host's own power. */
    interface Host {

        /** {@code system}: the operating system's own shutdown; {@code record}: only write down that it was asked. */
        @WithDefault("system")
        PowerType power();

        /** Where it is written down. Default: {@code host-power.log} in the data folder. */
        Optional<Path> recordFile();

        /** File whose text stands for the present boot, with {@code record}. */
        Optional<Path> recordBootFile();
    }

    /** What a simulated UPS and host do. */
    interface Simulated {

        /** Scenario to play, the first line of the file. Default: the built-in one. */
        Optional<Path> scenario();

        /** The mains fail so long after the start. Default: never. */
        Optional<Duration> failsAfter();

        /** File that says {@code on} or {@code off}: the simulated mains, to be pulled by hand. */
        Optional<Path> mainsFile();

        /** Simulated seconds in a second. */
        @WithDefault("1")
        @WithName("speed")
        double speed();
    }
}
