import java.io.*;
import java.net.*;
import java.nio.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;

/**
 * Emulated USB HID UPS. One device model, two transports:
 *   USB/IP   (TCP, Linux vhci_hcd attaches)          --usbip PORT
 *   usbredir (TCP, QEMU "-device usb-redir" connects) --redir PORT
 * plus a line-based control port                       --control PORT
 * The unit itself (ids, strings, HID report descriptor, initial report bytes) is a text file.
 */
public final class UpsEmu {

    // ------------------------------------------------------------------ HID model

    record Field(char type, int reportId, int bitOff, int bits, int usage, String path, boolean constant) {}

    /** Just enough of a HID report descriptor parser to place every variable field. */
    static List<Field> parse(byte[] d, Map<String, Integer> reportBits) {
        List<Field> out = new ArrayList<>();
        Deque<Integer> stack = new ArrayDeque<>();      // collection usages
        Deque<int[]> globals = new ArrayDeque<>();
        int page = 0, size = 0, count = 0, rid = 0;
        List<Integer> usages = new ArrayList<>();
        int umin = 0;
        for (int p = 0; p < d.length; ) {
            int b = d[p] & 255, n = b & 3, type = (b >> 2) & 3, tag = b >> 4;
            if (n == 3) n = 4;
            if (b == 0xfe) { p += 3 + (d[p + 1] & 255); continue; }
            int v = 0;
            for (int i = 0; i < n; i++) v |= (d[p + 1 + i] & 255) << (8 * i);
            p += 1 + n;
            if (type == 1) {
                switch (tag) {
                    case 0 -> page = v;
                    case 7 -> size = v;
                    case 8 -> rid = v;
                    case 9 -> count = v;
                    case 10 -> globals.push(new int[] {page, size, rid, count});
                    case 11 -> { int[] g = globals.pop(); page = g[0]; size = g[1]; rid = g[2]; count = g[3]; }
                    default -> { }
                }
            } else if (type == 2) {
                int u = n == 4 ? v : (page << 16) | (v & 0xffff);
                if (tag == 0) usages.add(u);
                else if (tag == 1) umin = u;
                else if (tag == 2) for (int x = umin; x <= u; x++) usages.add(x);
            } else if (type == 0) {
                if (tag == 10) stack.addLast(usages.isEmpty() ? 0 : usages.get(0));
                else if (tag == 12) stack.removeLast();
                else {
                    char t = tag == 8 ? 'I' : tag == 9 ? 'O' : 'F';
                    String key = t + ":" + rid;
                    int off = reportBits.getOrDefault(key, 0);
                    StringBuilder path = new StringBuilder();
                    for (int c : stack) path.append(String.format("%08x/", c));
                    for (int i = 0; i < count; i++) {
                        int u = usages.isEmpty() ? 0 : usages.get(Math.min(i, usages.size() - 1));
                        if (u != 0) out.add(new Field(t, rid, off, size, u, path.toString(), (v & 1) != 0));
                        off += size;
                    }
                    reportBits.put(key, off);
                }
                usages.clear();
            }
        }
        return out;
    }

    static final Map<String, Integer> NAMES = new LinkedHashMap<>();
    static {
        Object[] t = {"ACPresent", 0x008500d0, "Charging", 0x00850044, "Discharging", 0x00850045,
            "BelowRemainingCapacityLimit", 0x00850042, "RemainingTimeLimitExpired", 0x00850043,
            "BatteryPresent", 0x008500d1, "NeedReplacement", 0x0085004b, "FullyCharged", 0x00850046,
            "ShutdownImminent", 0x00840069, "Overload", 0x00840065, "CommunicationLost", 0x00840073,
            "RemainingCapacity", 0x00850066, "RunTimeToEmpty", 0x00850068, "PercentLoad", 0x00840035,
            "Voltage", 0x00840030, "ConfigVoltage", 0x00840040, "DelayBeforeShutdown", 0x00840057};
        for (int i = 0; i < t.length; i += 2) NAMES.put((String) t[i], (Integer) t[i + 1]);
    }

    static int usage(String nameOrHex) {
        Integer u = NAMES.get(nameOrHex);
        return u != null ? u : (int) Long.parseLong(nameOrHex, 16);
    }

    // ------------------------------------------------------------------ device

    static final class Stall extends Exception { private static final long serialVersionUID = 1; }

    static final class Device {
        int vid, pid, bcd = 0x0100, attr = 0xe0, epSize = 8, epInterval = 10, maxPacket0 = 64, country = 0x21, bcdHid = 0x0100;
        boolean lowSpeed;
        final Map<Integer, String> strings = new TreeMap<>();
        int iManufacturer = 1, iProduct = 2, iSerial = 3;
        byte[] reportDescriptor;
        List<Field> fields;
        final Map<String, Integer> reportBits = new LinkedHashMap<>();
        final Map<Integer, byte[]> feature = new ConcurrentHashMap<>(), input = new ConcurrentHashMap<>();
        final Set<Integer> stalled = ConcurrentHashMap.newKeySet();
        volatile int delayMs, idle;
        final List<String> log = Collections.synchronizedList(new ArrayList<>());
        volatile Runnable inputReady = () -> { };
        private final LinkedHashMap<Integer, byte[]> queue = new LinkedHashMap<>();

        static Device load(Path file) throws IOException {
            Device d = new Device();
            StringBuilder hex = new StringBuilder();
            List<String> reports = new ArrayList<>();
            String mode = "";
            for (String line : Files.readAllLines(file)) {
                String s = line.replaceAll("#.*", "").trim();
                if (s.isEmpty()) continue;
                String[] w = s.split("\\s+", 3);
                if (w[0].equals("descriptor") || w[0].equals("reports")) { mode = w[0]; continue; }
                if (mode.equals("descriptor")) { hex.append(s.replace(" ", "")); continue; }
                if (mode.equals("reports")) { reports.add(s); continue; }
                switch (w[0]) {
                    case "vid" -> d.vid = Integer.parseInt(w[1], 16);
                    case "pid" -> d.pid = Integer.parseInt(w[1], 16);
                    case "bcd" -> d.bcd = Integer.parseInt(w[1], 16);
                    case "country" -> d.country = Integer.parseInt(w[1], 16);
                    case "bcdhid" -> d.bcdHid = Integer.parseInt(w[1], 16);
                    case "attr" -> d.attr = Integer.parseInt(w[1], 16);
                    case "speed" -> { d.lowSpeed = w[1].equals("low"); if (d.lowSpeed) d.maxPacket0 = 8; }
                    case "ep" -> { d.epSize = Integer.parseInt(w[1]); d.epInterval = Integer.parseInt(w[2]); }
                    case "index" -> { String[] x = s.split("\\s+"); d.iManufacturer = Integer.parseInt(x[1]);
                        d.iProduct = Integer.parseInt(x[2]); d.iSerial = Integer.parseInt(x[3]); }
                    case "string" -> d.strings.put(Integer.parseInt(w[1]), w[2]);
                    default -> throw new IOException("bad line: " + line);
                }
            }
            d.reportDescriptor = unhex(hex.toString());
            d.fields = parse(d.reportDescriptor, d.reportBits);
            d.reportBits.forEach((k, bits) -> {
                int id = Integer.parseInt(k.substring(2));
                byte[] r = new byte[(id == 0 ? 0 : 1) + (bits + 7) / 8];
                if (id != 0) r[0] = (byte) id;
                if (k.charAt(0) == 'F') d.feature.put(id, r); else if (k.charAt(0) == 'I') d.input.put(id, r);
            });
            for (String s : reports) {
                String[] w = s.split("\\s+");
                if (w[0].equals("input")) d.setInput(unhex(s.substring(6).replace(" ", ""))); else if (w[0].equals("set")) d.set(usage(w[1]), null, Long.decode(w[2])); else d.setRaw(unhex(s.replace(" ", "")), false);
            }
            synchronized (d.queue) { d.queue.clear(); }
            return d;
        }

        /** Stores an input report alone. */
        synchronized void setInput(byte[] r) {
            byte[] old = input.get(r[0] & 255);
            if (old != null) input.put(r[0] & 255, Arrays.copyOf(r, old.length));
        }

        /** Stores a whole report (first byte = id) in the feature and/or input report of that id. */
        synchronized void setRaw(byte[] r, boolean notify) {
            int id = r[0] & 255;
            for (Map<Integer, byte[]> m : List.of(feature, input)) {
                byte[] old = m.get(id);
                if (old == null) continue;
                byte[] now = Arrays.copyOf(r, old.length);
                boolean changed = !Arrays.equals(old, now);
                m.put(id, now);
                if (notify && changed && m == input) push(id);
            }
        }

        /** Sets every field with this usage (optionally only where the collection path contains a usage). */
        synchronized int set(int usage, String within, long value) {
            int n = 0;
            Set<Integer> dirty = new LinkedHashSet<>();
            for (Field f : fields) {
                if (f.usage != usage || within != null && !f.path.contains(within)) continue;
                Map<Integer, byte[]> m = f.type == 'F' ? feature : f.type == 'I' ? input : null;
                if (m == null) continue;
                byte[] r = m.get(f.reportId).clone();
                int base = (f.reportId == 0 ? 0 : 8) + f.bitOff;
                for (int i = 0; i < f.bits; i++) {
                    int bit = base + i, mask = 1 << (bit & 7);
                    if ((value >> i & 1) != 0) r[bit >> 3] |= (byte) mask; else r[bit >> 3] &= (byte) ~mask;
                }
                if (!Arrays.equals(r, m.get(f.reportId)) && m == input) dirty.add(f.reportId);
                m.put(f.reportId, r);
                n++;
            }
            dirty.forEach(this::push);
            return n;
        }

        private Set<Integer> held;
        /** Changes made in body show on the interrupt endpoint only when all are in. */
        synchronized void atomically(Runnable body) {
            held = new LinkedHashSet<>();
            try { body.run(); } finally { Set<Integer> h = held; held = null; h.forEach(this::push); }
        }

        void push(int id) {
            if (held != null) { held.add(id); return; }
            synchronized (queue) { queue.remove(id); queue.put(id, input.get(id)); }
            inputReady.run();
        }

        byte[] poll() {
            synchronized (queue) {
                if (queue.isEmpty()) return null;
                int id = queue.keySet().iterator().next();
                return queue.remove(id);
            }
        }

        byte[] deviceDescriptor() {
            return new byte[] {18, 1, (byte) (lowSpeed ? 0x10 : 0), (byte) (lowSpeed ? 1 : 2), 0, 0, 0, (byte) maxPacket0,
                (byte) vid, (byte) (vid >> 8), (byte) pid, (byte) (pid >> 8), (byte) bcd, (byte) (bcd >> 8),
                (byte) iManufacturer, (byte) iProduct, (byte) iSerial, 1};
        }

        byte[] hidDescriptor() {
            int n = reportDescriptor.length;
            return new byte[] {9, 0x21, (byte) bcdHid, (byte) (bcdHid >> 8), (byte) country, 1, 0x22, (byte) n, (byte) (n >> 8)};
        }

        byte[] configDescriptor() {
            ByteArrayOutputStream o = new ByteArrayOutputStream();
            o.writeBytes(new byte[] {9, 2, 34, 0, 1, 1, 0, (byte) attr, 1});
            o.writeBytes(new byte[] {9, 4, 0, 0, 1, 3, 0, 0, 0});
            o.writeBytes(hidDescriptor());
            o.writeBytes(new byte[] {7, 5, (byte) 0x81, 3, (byte) epSize, 0, (byte) epInterval});
            return o.toByteArray();
        }

        private static byte[] cut(byte[] b, int n) { return b.length <= n ? b : Arrays.copyOf(b, n); }

        /** One control transfer. Returns IN data (or empty for OUT). */
        byte[] control(int rt, int rq, int val, int idx, int len, byte[] out) throws Stall {
            String what = String.format("%02x %02x %04x %04x %04x%s", rt, rq, val, idx, len, out.length > 0 ? " <- " + hex(out) : "");
            log.add(what);
            if (VERBOSE) System.err.println("ctl " + what);
            if (delayMs > 0) try { Thread.sleep(delayMs); } catch (InterruptedException e) { }
            switch (rt << 8 | rq) {
                case 0x8000: return new byte[] {1, 0};                 // GET_STATUS device (self powered)
                case 0x8100: case 0x8200: return new byte[] {0, 0};    // GET_STATUS interface / endpoint
                case 0x8006: {
                    switch (val >> 8) {
                        case 1: return cut(deviceDescriptor(), len);
                        case 2: return cut(configDescriptor(), len);
                        case 3: {
                            int i = val & 255;
                            if (i == 0) return cut(new byte[] {4, 3, 9, 4}, len);
                            String s = strings.get(i);
                            if (s == null) throw new Stall();
                            byte[] u = s.getBytes(StandardCharsets.UTF_16LE);
                            byte[] r = new byte[2 + u.length];
                            r[0] = (byte) r.length; r[1] = 3;
                            System.arraycopy(u, 0, r, 2, u.length);
                            return cut(r, len);
                        }
                        default: throw new Stall();
                    }
                }
                case 0x8106:
                    if (val >> 8 == 0x21) return cut(hidDescriptor(), len);
                    if (val >> 8 == 0x22) return cut(reportDescriptor, len);
                    throw new Stall();
                case 0x8008: return new byte[] {1};                    // GET_CONFIGURATION
                case 0x810a: return new byte[] {0};                    // GET_INTERFACE
                case 0x0009: case 0x010b: case 0x0001: case 0x0201: case 0x0003: return new byte[0];
                case 0xa101: {                                          // GET_REPORT
                    int id = val & 255;
                    byte[] r = (val >> 8 == 1 ? input : val >> 8 == 3 ? feature : Map.<Integer, byte[]>of()).get(id);
                    if (r == null || stalled.contains(id)) throw new Stall();
                    return cut(r, len);
                }
                case 0x2109: {                                          // SET_REPORT
                    int id = val & 255;
                    if (stalled.contains(id) || val >> 8 == 3 && !feature.containsKey(id)) throw new Stall();
                    if (out.length > 0 && val >> 8 == 3) setRaw(out, true);
                    return new byte[0];
                }
                case 0x210a: idle = val >> 8; return new byte[0];      // SET_IDLE
                case 0xa102: return new byte[] {(byte) idle};
                case 0xa103: return new byte[] {1};
                case 0x210b: return new byte[0];
                default: throw new Stall();
            }
        }
    }

    // ------------------------------------------------------------------ USB/IP

    static final class UsbIp implements Runnable {
        final Device dev; final ServerSocket ss; volatile Socket attached;
        volatile boolean plugged = true;
        UsbIp(Device dev, ServerSocket ss) { this.dev = dev; this.ss = ss; }

        public void run() {
            for (;;) {
                try {
                    Socket s = ss.accept();
                    s.setTcpNoDelay(true);
                    thread("usbip-client", () -> serve(s));
                } catch (IOException e) { return; }
            }
        }

        byte[] devInfo() {
            ByteBuffer b = ByteBuffer.allocate(312);
            b.put(Arrays.copyOf("/sys/devices/emu/usb1/1-1".getBytes(), 256)).put(Arrays.copyOf("1-1".getBytes(), 32));
            b.putInt(1).putInt(2).putInt(dev.lowSpeed ? 1 : 2);
            b.putShort((short) dev.vid).putShort((short) dev.pid).putShort((short) dev.bcd);
            b.put((byte) 0).put((byte) 0).put((byte) 0).put((byte) 1).put((byte) 1).put((byte) 1);
            return b.array();
        }

        void serve(Socket s) {
            try (s) {
                DataInputStream in = new DataInputStream(new BufferedInputStream(s.getInputStream()));
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(s.getOutputStream()));
                int version = in.readUnsignedShort(), code = in.readUnsignedShort();
                in.readInt();
                if (code == 0x8005) {
                    out.writeShort(version); out.writeShort(5); out.writeInt(0);
                    out.writeInt(plugged ? 1 : 0);
                    if (plugged) { out.write(devInfo()); out.write(new byte[] {3, 0, 0, 0}); }
                    out.flush();
                    return;
                }
                if (code != 0x8003) return;
                in.readFully(new byte[32]);
                boolean ok = plugged && attached == null;
                out.writeShort(version); out.writeShort(3); out.writeInt(ok ? 0 : 1);
                if (ok) out.write(devInfo());
                out.flush();
                if (!ok) return;
                attached = s;
                System.err.println("usbip: attached by " + s.getRemoteSocketAddress());
                try { urbs(in, out); } finally { attached = null; dev.inputReady = () -> { }; System.err.println("usbip: detached"); }
            } catch (IOException e) { /* peer gone */ }
        }

        void urbs(DataInputStream in, DataOutputStream out) throws IOException {
            LinkedHashSet<Integer> waiting = new LinkedHashSet<>();   // interrupt IN seqnums
            Object lock = new Object();
            dev.inputReady = () -> {
                synchronized (lock) {
                    try {
                        while (!waiting.isEmpty()) {
                            byte[] r = dev.poll();
                            if (r == null) break;
                            int seq = waiting.iterator().next();
                            waiting.remove(seq);
                            ret(out, 3, seq, 0, r.length, r);
                        }
                    } catch (IOException e) { /* reader will notice */ }
                }
            };
            for (;;) {
                int cmd = in.readInt(), seq = in.readInt();
                in.readInt();                                    // devid
                int dir = in.readInt(), ep = in.readInt();
                int flagsOrSeq = in.readInt(), len = in.readInt();
                in.readInt(); in.readInt(); in.readInt();        // start frame, packets, interval
                byte[] setup = new byte[8];
                in.readFully(setup);
                if (cmd == 2) {                                  // unlink: the seqnum to cancel is in the first word
                    synchronized (lock) {
                        boolean was = waiting.remove(flagsOrSeq);
                        ret(out, 4, seq, was ? -104 : 0, 0, new byte[0]);
                    }
                    continue;
                }
                if (cmd != 1) throw new IOException("usbip command " + cmd);
                byte[] data = new byte[dir == 0 ? len : 0];
                in.readFully(data);
                if (ep == 0) {
                    ByteBuffer b = ByteBuffer.wrap(setup).order(ByteOrder.LITTLE_ENDIAN);
                    int rt = b.get() & 255, rq = b.get() & 255, v = b.getShort() & 0xffff, i = b.getShort() & 0xffff, l = b.getShort() & 0xffff;
                    int status = 0;
                    byte[] r = new byte[0];
                    try { r = dev.control(rt, rq, v, i, l, data); } catch (Stall e) { status = -32; }
                    int actual = status != 0 ? 0 : dir == 0 ? data.length : r.length;
                    synchronized (lock) { ret(out, 3, seq, status, actual, r); }
                } else if (dir == 1) {
                    synchronized (lock) { waiting.add(seq); }
                    dev.inputReady.run();
                } else {
                    synchronized (lock) { ret(out, 3, seq, -32, 0, new byte[0]); }
                }
            }
        }

        static void ret(DataOutputStream out, int cmd, int seq, int status, int actual, byte[] data) throws IOException {
            out.writeInt(cmd); out.writeInt(seq); out.writeInt(0); out.writeInt(0); out.writeInt(0);
            out.writeInt(status); out.writeInt(actual);
            out.writeInt(0); out.writeInt(0); out.writeInt(0); out.writeLong(0);
            out.write(data);
            out.flush();
        }
    }
    // ------------------------------------------------------------------ usbredir (QEMU is the host side)

    static final class Redir implements Runnable {
        final Device dev; final ServerSocket ss; volatile boolean plugged = true;
        private DataOutputStream out; private boolean told;
        private long nextId = 1; private boolean receiving;
        private final ExecutorService ctl = Executors.newSingleThreadExecutor(r -> { Thread t = new Thread(r, "redir-ctl"); t.setDaemon(true); return t; });
        Redir(Device dev, ServerSocket ss) { this.dev = dev; this.ss = ss; }

        public void run() {
            for (;;) {
                try (Socket s = ss.accept()) {
                    s.setTcpNoDelay(true);
                    serve(s);
                } catch (IOException e) { if (ss.isClosed()) return; }
            }
        }

        static ByteBuffer le(int n) { return ByteBuffer.allocate(n).order(ByteOrder.LITTLE_ENDIAN); }

        private boolean wide;                                          // 64-bit ids, after both hellos
        synchronized void send(int type, long id, byte[] head, byte[] data) throws IOException {
            if (out == null) return;
            ByteBuffer h = le(wide ? 16 : 12).putInt(type).putInt(head.length + data.length);
            if (wide) h.putLong(id); else h.putInt((int) id);
            out.write(h.array());
            out.write(head); out.write(data); out.flush();
        }
        static final byte[] NO = new byte[0];

        synchronized void connect() throws IOException {
            if (told || out == null) return;
            told = true;
            byte[] ifs = new byte[4 + 128];
            ifs[0] = 1; ifs[4 + 32] = 3;                              // one interface, class HID
            send(4, 0, ifs, NO);
            ByteBuffer ep = le(32 * 3 + 64);                          // type, interval, interface, max packet
            for (int i = 0; i < 32; i++) ep.put(i, (byte) (i == 0 || i == 16 ? 0 : i == 17 ? 3 : 255));
            ep.put(32 + 17, (byte) dev.epInterval);
            ep.putShort(96 + 2 * 17, (short) dev.epSize);
            ep.putShort(96, (short) dev.maxPacket0); ep.putShort(96 + 2 * 16, (short) dev.maxPacket0);
            send(5, 0, ep.array(), NO);
            ByteBuffer c = le(10);
            c.put((byte) (dev.lowSpeed ? 0 : 1)).put(NO).put((byte) 0).put((byte) 0).put((byte) 0);
            c.putShort((short) dev.vid).putShort((short) dev.pid).putShort((short) dev.bcd);
            send(1, 0, c.array(), NO);
        }
        synchronized void disconnect() throws IOException { if (told) { told = false; receiving = false; send(2, 0, NO, NO); } }

        void serve(Socket s) throws IOException {
            DataInputStream in = new DataInputStream(new BufferedInputStream(s.getInputStream()));
            synchronized (this) { out = new DataOutputStream(new BufferedOutputStream(s.getOutputStream())); told = false; receiving = false; wide = false; }
            byte[] hello = new byte[68];
            System.arraycopy("ups-emu".getBytes(), 0, hello, 0, 7);
            hello[64] = 1 << 1 | 1 << 4 | 1 << 5 | 1 << 6;             // connect_device_version, and the three QEMU demands on xHCI: ep_info_max_packet_size, 64bits_ids, 32bits_bulk_length
            send(0, 0, hello, NO);
            dev.inputReady = () -> {
                synchronized (this) {
                    try {
                        byte[] r;
                        while (receiving && (r = dev.poll()) != null)
                            send(103, nextId++, le(4).put((byte) 0x81).put((byte) 0).putShort((short) r.length).array(), r);
                    } catch (IOException e) { }
                }
            };
            System.err.println("redir: qemu connected");
            try {
                for (;;) {
                    byte[] h = new byte[wide ? 16 : 12];
                    in.readFully(h);
                    ByteBuffer hb = ByteBuffer.wrap(h).order(ByteOrder.LITTLE_ENDIAN);
                    int type = hb.getInt(), len = hb.getInt();
                    long id = wide ? hb.getLong() : hb.getInt();
                    byte[] body = new byte[len];
                    in.readFully(body);
                    ByteBuffer b = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
                    if (VERBOSE) System.err.println("redir " + type + " len " + len);
                    switch (type) {
                        case 0 -> {
                            synchronized (this) { wide = len >= 68 && (body[64] & 1 << 5) != 0; }
                            if (plugged) connect();
                        }
                        case 3 -> { synchronized (this) { receiving = false; } }
                        case 6 -> send(8, id, new byte[] {0, body[0]}, NO);
                        case 7 -> send(8, id, new byte[] {0, 1}, NO);
                        case 9 -> send(11, id, new byte[] {0, body[0], body[1]}, NO);
                        case 10 -> send(11, id, new byte[] {0, body[0], 0}, NO);
                        case 15 -> { synchronized (this) { receiving = true; } send(17, id, new byte[] {0, body[0]}, NO); dev.inputReady.run(); }
                        case 16 -> { synchronized (this) { receiving = false; } send(17, id, new byte[] {0, body[0]}, NO); }
                        case 100 -> {
                            int ep = b.get() & 255, rq = b.get() & 255, rt = b.get() & 255; b.get();
                            int v = b.getShort() & 0xffff, i = b.getShort() & 0xffff, l = b.getShort() & 0xffff;
                            byte[] data = new byte[b.remaining()];
                            b.get(data);
                            ctl.execute(() -> {
                                int status = 0; byte[] r = NO;
                                try { r = dev.control(rt, rq, v, i, l, data); } catch (Stall e) { status = 4; }
                                int n = (rt & 0x80) != 0 ? r.length : status == 0 ? data.length : 0;
                                try {
                                    send(100, id, le(10).put((byte) ep).put((byte) rq).put((byte) rt).put((byte) status)
                                        .putShort((short) v).putShort((short) i).putShort((short) n).array(), r);
                                } catch (IOException e) { }
                            });
                        }
                        default -> { }                                 // cancel, filter, acks: nothing to do
                    }
                }
            } finally { synchronized (this) { out = null; told = false; } dev.inputReady = () -> { }; System.err.println("redir: qemu gone"); }
        }
    }

    // ------------------------------------------------------------------ control port

    final Device dev; UsbIp usbip; Redir redir;
    UpsEmu(Device d) { dev = d; }

    String command(String line) throws Exception {
        String[] w = line.trim().split("\\s+");
        switch (w[0]) {
            case "set": {           // set NAME VALUE [NAME VALUE ...], NAME = a name above or UUUUUUUU, with @UUUUUUUU to keep to one collection
                int[] n = {0};
                dev.atomically(() -> {
                    for (int i = 1; i + 1 < w.length; i += 2) {
                        String u = w[i], within = null;
                        if (u.contains("@")) { within = u.substring(u.indexOf('@') + 1); u = u.substring(0, u.indexOf('@')); }
                        n[0] += dev.set(usage(u), within, Long.decode(w[i + 1]));
                    }
                });
                return "ok " + n[0];
            }
            case "report": dev.setRaw(unhex(line.trim().substring(6).replace(" ", "")), true); return "ok";
            case "get": { int id = Integer.parseInt(w[1], 16); byte[] r = dev.feature.getOrDefault(id, dev.input.get(id)); return r == null ? "none" : hex(r); }
            case "flush": while (dev.poll() != null) { } return "ok";      // forget input reports nobody fetched
            case "push": dev.push(Integer.parseInt(w[1], 16)); return "ok";
            case "stall": if (w[2].equals("on")) dev.stalled.add(Integer.parseInt(w[1], 16)); else dev.stalled.remove(Integer.parseInt(w[1], 16)); return "ok";
            case "delay": dev.delayMs = Integer.parseInt(w[1]); return "ok";
            case "online": case "onbattery": case "lowbattery": {
                boolean ob = !w[0].equals("online"), lb = w[0].equals("lowbattery");
                dev.atomically(() -> {
                    Object[] t = {"ACPresent", ob ? 0 : 1, "Discharging", ob ? 1 : 0, "Charging", 0, "BelowRemainingCapacityLimit", lb ? 1 : 0,
                        "ShutdownImminent", lb ? 1 : 0, "RemainingCapacity", lb ? 7 : ob ? 83 : 100, "RunTimeToEmpty", lb ? 55 : ob ? 700 : 868};
                    for (int i = 0; i < t.length; i += 2) dev.set(NAMES.get((String) t[i]), null, (Integer) t[i + 1]);
                    byte[] flag = dev.feature.get(6);
                    if (dev.vid == 0x51d && flag != null && flag.length == 4)          // APC status flag: 08 on line, 10 on battery
                        dev.setRaw(new byte[] {6, 0, (byte) (ob ? 1 : 0), (byte) (ob ? 0x10 : 8)}, true);
                });
                return "ok";
            }
            case "unplug":
                if (usbip != null) { usbip.plugged = false; Socket s = usbip.attached; if (s != null) s.close(); }
                if (redir != null) { redir.plugged = false; redir.disconnect(); }
                return "ok";
            case "plug":
                if (usbip != null) usbip.plugged = true;
                if (redir != null) { redir.plugged = true; redir.connect(); }
                return "ok";
            case "log": { StringBuilder b = new StringBuilder(); synchronized (dev.log) { for (String s : dev.log) if (w.length < 2 || s.contains(line.trim().substring(4))) b.append(s).append('\n'); } return b + "end"; }
            case "clearlog": dev.log.clear(); return "ok";
            case "fields": { StringBuilder b = new StringBuilder(); for (Field f : dev.fields) b.append(f).append('\n'); return b + "end"; }
            case "quit": System.exit(0); return "";
            default: return "unknown";
        }
    }

    void control(ServerSocket ss) {
        for (;;) {
            try {
                Socket s = ss.accept();
                thread("control", () -> {
                    try (s; BufferedReader in = new BufferedReader(new InputStreamReader(s.getInputStream())); PrintStream out = new PrintStream(s.getOutputStream(), true)) {
                        for (String l; (l = in.readLine()) != null; ) {
                            String r;
                            try { r = command(l); } catch (Exception e) { r = "error " + e; }
                            out.println(r);
                        }
                    } catch (IOException e) { }
                });
            } catch (IOException e) { return; }
        }
    }

    static volatile boolean VERBOSE;
    static String hex(byte[] b) { StringBuilder s = new StringBuilder(); for (byte x : b) s.append(String.format("%02x ", x)); return s.toString().trim(); }
    static byte[] unhex(String s) { return HexFormat.of().parseHex(s); }
    static void thread(String n, Runnable r) { Thread t = new Thread(r, n); t.setDaemon(true); t.start(); }

    /** UpsEmu FILE.ups [--usbip PORT] [--redir PORT] [--control PORT] [--every MS] [--bind ADDR] [-v] */
    public static void main(String[] a) throws Exception {
        UpsEmu e = new UpsEmu(Device.load(Path.of(a[0])));
        InetAddress bind = InetAddress.getByName("127.0.0.1");
        List<Thread> ts = new ArrayList<>();
        for (int i = 1; i < a.length; i++) {
            switch (a[i]) {
                case "-v" -> VERBOSE = true;
                case "--bind" -> bind = InetAddress.getByName(a[++i]);
                case "--usbip" -> { e.usbip = new UsbIp(e.dev, new ServerSocket(Integer.parseInt(a[++i]), 5, bind)); ts.add(new Thread(e.usbip)); }
                case "--redir" -> { e.redir = new Redir(e.dev, new ServerSocket(Integer.parseInt(a[++i]), 5, bind)); System.err.println("redir port " + e.redir.ss.getLocalPort()); ts.add(new Thread(e.redir)); }
                case "--control" -> { ServerSocket c = new ServerSocket(Integer.parseInt(a[++i]), 5, bind); System.err.println("control port " + c.getLocalPort()); ts.add(new Thread(() -> e.control(c))); }
                case "--every" -> { int ms = Integer.parseInt(a[++i]); thread("every", () -> { for (;;) { try { Thread.sleep(ms); } catch (InterruptedException x) { return; } for (int id : e.dev.input.keySet()) e.dev.push(id); } }); }
                default -> throw new IllegalArgumentException(a[i]);
            }
        }
        ts.forEach(Thread::start);
        System.err.printf("ups-emu: %04x:%04x, %d descriptor bytes, %d fields%n", e.dev.vid, e.dev.pid, e.dev.reportDescriptor.length, e.dev.fields.size());
    }
}
