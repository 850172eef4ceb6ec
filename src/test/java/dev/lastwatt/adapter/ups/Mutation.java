package dev.lastwatt.adapter.ups;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Spoils the bytes of a good answer as lines, devices and enemies do. */
final class Mutation {

    private Mutation() {}

    /** The bytes with one to four things done to them. */
    static byte[] of(byte[] good, SplittableRandom random) {
        byte[] bytes = good.clone();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            bytes = once(bytes, random);
        }
        return bytes;
    }

    private static byte[] once(byte[] bytes, SplittableRandom random) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = random.nextInt(bytes.length);
        int to = random.nextInt(at, bytes.length) + 1;
        return switch (random.nextInt(7)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, to, bytes.length));
            case 2 -> joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, at, bytes.length));
            case 3 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            case 4 -> {
                bytes[at] = (byte) random.nextInt();
                yield bytes;
            }
            case 5 -> {
                byte[] noise = new byte[random.nextInt(1, 40)];
                random.nextBytes(noise);
                yield joined(Arrays.copyOf(bytes, at), joined(noise, Arrays.copyOfRange(bytes, at, bytes.length)));
            }
            default -> {
                byte[] swollen = new byte[random.nextInt(1, 3000)];
                Arrays.fill(swollen, bytes[at]);
                yield joined(Arrays.copyOf(bytes, at), joined(swollen, Arrays.copyOfRange(bytes, at, bytes.length)));
            }
        };
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
