package dev.lastwatt.boot.command;

import dev.lastwatt.core.guest.StopMethod;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The stop methods of a drill, as the policy writes them. */
final class MethodWord implements ITypeConverter<StopMethod> {

    @Override
    public StopMethod convert(String word) {
        return switch (word) {
            case "save" -> StopMethod.SAVE;
            case "shutdown" -> StopMethod.SHUTDOWN;
            default -> throw new TypeConversionException("'" + word + "' is not save or shutdown");
        };
    }
}
