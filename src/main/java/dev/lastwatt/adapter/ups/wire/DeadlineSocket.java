package dev.lastwatt.adapter.ups.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A socket whose reads end at a deadline, also those that TLS makes on top of it: a handshake sent byte by byte is cut off like
 * anything else.
 */
final class DeadlineSocket extends Socket {

    private volatile Deadline deadline;

    DeadlineSocket(Deadline deadline) {
        this.deadline = deadline;
    }

    void deadline(Deadline by) {
        deadline = by;
    }

    Deadline deadline() {
        return deadline;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int left = deadline.remainingMillis();
                if (left == 0) {
                    throw new SocketTimeoutException("deadline");
                }
                setSoTimeout(left);
                return in.read(into, offset, length);
            }
        };
    }
}
