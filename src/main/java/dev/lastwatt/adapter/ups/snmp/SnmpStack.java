package dev.lastwatt.adapter.ups.snmp;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivDES;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.SecurityProtocols.SecurityProtocolSet;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** Puts the library together for one way of access, with nothing in common with other sources: its own singletons are not used. */
final class SnmpStack {

    private SnmpStack() {}

    static Snmp of(SnmpAccess access) throws IOException {
        MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
        if (access instanceof SnmpAccess.User user) {
            SecurityProtocols protocols = new SecurityProtocols(SecurityProtocolSet.maxCompatibility);
            USM usm = new USM(protocols, new OctetString(MPv3.createLocalEngineID()), 0);
            usm.addUser(user(user));
            dispatcher.addMessageProcessingModel(new MPv3(usm));
        } else {
            dispatcher.addMessageProcessingModel(new MPv1());
            dispatcher.addMessageProcessingModel(new MPv2c());
        }
        return new Snmp(dispatcher, new DefaultUdpTransportMapping());
    }

    static Target<UdpAddress> target(SnmpAccess access, UdpAddress address) {
        if (access instanceof SnmpAccess.Community open) {
            Target<UdpAddress> target = new CommunityTarget<>(address, new OctetString(open.community()));
            target.setVersion(
                    open.version() == SnmpAccess.OpenVersion.V1 ? SnmpConstants.version1 : SnmpConstants.version2c);
            return target;
        }
        SnmpAccess.User user = (SnmpAccess.User) access;
        UserTarget<UdpAddress> target = new UserTarget<>();
        target.setAddress(address);
        target.setSecurityName(new OctetString(user.name()));
        target.setVersion(SnmpConstants.version3);
        target.setSecurityLevel(
                user.password() == null
                        ? SecurityLevel.NOAUTH_NOPRIV
                        : user.privacyPassword() == null ? SecurityLevel.AUTH_NOPRIV : SecurityLevel.AUTH_PRIV);
        return target;
    }

    private static UsmUser user(SnmpAccess.User user) {
        return new UsmUser(
                new OctetString(user.name()),
                user.password() == null ? null : authentication(user.authentication()),
                octets(user.password()),
                user.privacyPassword() == null ? null : privacy(user.privacy()),
                octets(user.privacyPassword()));
    }

    private static @Nullable OctetString octets(@Nullable String text) {
        return text == null ? null : new OctetString(text);
    }

    private static OID authentication(SnmpAccess.Authentication chosen) {
        return switch (chosen) {
            case MD5 -> AuthMD5.ID;
            case SHA1 -> AuthSHA.ID;
            case SHA224 -> AuthHMAC128SHA224.ID;
            case SHA256 -> AuthHMAC192SHA256.ID;
            case SHA384 -> AuthHMAC256SHA384.ID;
            case SHA512 -> AuthHMAC384SHA512.ID;
        };
    }

    private static OID privacy(SnmpAccess.Privacy chosen) {
        return switch (chosen) {
            case DES -> PrivDES.ID;
            case AES128 -> PrivAES128.ID;
            case AES192 -> PrivAES192.ID;
            case AES256 -> PrivAES256.ID;
        };
    }
}
