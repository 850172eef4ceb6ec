package dev.lastwatt.core.guest;

/** What Hyper-V keeps for a guest about a stop and a start of the host; named as {@code Set-VM} names it. */
public enum AutomaticSetting {
    /** What Hyper-V does with the guest when the host goes down: TurnOff, Save or ShutDown. */
    STOP_ACTION("AutomaticStopAction"),
    /** What it does when the host has come up: Nothing, StartIfRunning or Start. */
    START_ACTION("AutomaticStartAction"),
    /** How long after that it does it, in whole seconds. */
    START_DELAY("AutomaticStartDelay");

    private final String property;

    AutomaticSetting(String property) {
        this.property = property;
    }

    /** Its name in Hyper-V, which is also the name of Set-VM's parameter. */
    public String property() {
        return property;
    }

    /** What this guest has. */
    public String of(Guest guest) {
        return switch (this) {
            case STOP_ACTION -> guest.stopAction();
            case START_ACTION -> guest.startAction();
            case START_DELAY -> Integer.toString(guest.startDelaySeconds());
        };
    }
}
