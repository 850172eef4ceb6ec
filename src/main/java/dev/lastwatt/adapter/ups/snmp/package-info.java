/** UPSes behind a network card or another SNMP agent: RFC 1628, APC's PowerNet and Eaton's XUPS, over SNMP v1, v2c and v3. */
@NullMarked
package dev.lastwatt.adapter.ups.snmp;

import org.jspecify.annotations.NullMarked;
