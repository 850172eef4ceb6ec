package dev.lastwatt.adapter.ups.usb;

/** The three kinds of HID report; the code is the one of GET_REPORT and SET_REPORT (HID 1.11, section 7.2.1). */
public enum ReportType {
    /** What the device says by itself, and when asked. */
    INPUT(1),
    /** What is only written. */
    OUTPUT(2),
    /** What is asked for, and sometimes written. */
    FEATURE(3);

    private final int code;

    ReportType(int code) {
        this.code = code;
    }

    /** The upper byte of wValue. */
    public int code() {
        return code;
    }
}
