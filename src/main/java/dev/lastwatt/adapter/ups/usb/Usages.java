package dev.lastwatt.adapter.ups.usb;

/** The usages that are read or written: page in the upper 16 bits. Source: USB, Usage Tables for HID Power Devices, release 1.0, sections 4 and 5. */
final class Usages {

    static final int POWER_PAGE = 0x84;
    static final int BATTERY_PAGE = 0x85;

    static final int PRESENT_STATUS = 0x840002;
    static final int UPS = 0x840004;
    static final int BATTERY_SYSTEM = 0x840010;
    static final int BATTERY = 0x840012;
    static final int CHARGER = 0x840014;
    static final int POWER_CONVERTER = 0x840016;
    static final int OUTLET_SYSTEM = 0x840018;
    static final int INPUT = 0x84001a;
    static final int OUTPUT = 0x84001c;
    static final int FLOW = 0x84001e;
    static final int OUTLET = 0x840020;
    static final int POWER_SUMMARY = 0x840024;

    static final int VOLTAGE = 0x840030;
    static final int ACTIVE_POWER = 0x840034;
    static final int PERCENT_LOAD = 0x840035;
    static final int CONFIG_VOLTAGE = 0x840040;
    static final int CONFIG_ACTIVE_POWER = 0x840044;
    static final int DELAY_BEFORE_REBOOT = 0x840055;
    static final int DELAY_BEFORE_STARTUP = 0x840056;
    static final int DELAY_BEFORE_SHUTDOWN = 0x840057;
    static final int TEST = 0x840058;
    static final int INTERNAL_FAILURE = 0x840062;
    static final int OVERLOAD = 0x840065;
    static final int OVER_TEMPERATURE = 0x840067;
    static final int SHUTDOWN_IMMINENT = 0x840069;
    static final int BOOST = 0x84006e;
    static final int BUCK = 0x84006f;
    static final int COMMUNICATION_LOST = 0x840073;
    static final int I_MANUFACTURER = 0x8400fd;
    static final int I_PRODUCT = 0x8400fe;

    static final int CAPACITY_MODE = 0x85002c;
    static final int BELOW_REMAINING_CAPACITY_LIMIT = 0x850042;
    static final int REMAINING_TIME_LIMIT_EXPIRED = 0x850043;
    static final int CHARGING = 0x850044;
    static final int DISCHARGING = 0x850045;
    static final int FULLY_CHARGED = 0x850046;
    static final int FULLY_DISCHARGED = 0x850047;
    static final int NEED_REPLACEMENT = 0x85004b;
    static final int RELATIVE_STATE_OF_CHARGE = 0x850064;
    static final int ABSOLUTE_STATE_OF_CHARGE = 0x850065;
    static final int REMAINING_CAPACITY = 0x850066;
    static final int FULL_CHARGE_CAPACITY = 0x850067;
    static final int RUN_TIME_TO_EMPTY = 0x850068;
    static final int AVERAGE_TIME_TO_EMPTY = 0x850069;
    static final int DESIGN_CAPACITY = 0x850083;
    static final int AC_PRESENT = 0x8500d0;
    static final int BATTERY_PRESENT = 0x8500d1;

    private Usages() {}
}
