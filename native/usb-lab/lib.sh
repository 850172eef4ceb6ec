# sourced by guest scripts
PORT=$(sed -n 's/.*ctl=\([0-9]*\).*/\1/p' /proc/cmdline)
say() { echo "[$(cut -d' ' -f1 /proc/uptime)] $*"; }
ctl() { exec 9<>/dev/tcp/10.0.2.2/$PORT; echo "$*" >&9; read -r -t 5 x <&9; exec 9>&-; echo "     emulator: $* -> $x"; }
ROUNDS=$(sed -n "s/.*rounds=\([0-9]*\).*/\1/p" /proc/cmdline); WITHIN=$(sed -n "s/.*within=\([0-9]*\).*/\1/p" /proc/cmdline); PATIENCE=$((300 + 4 * ${ROUNDS:-3}))
bad=0
check() { if eval "$2"; then say "ok   $1"; else say "FAIL $1"; bad=1; fi; }            # check NAME CONDITION
await() { local i; for i in $(seq $(( $1 * 4 ))); do eval "$2" && return 0; sleep 0.25; done; return 1; }   # await SECONDS CONDITION
result() { [ $bad = 0 ] && echo "RESULT PASS" || echo "RESULT FAIL"; }
JAVA=$(readlink -f "$(command -v java)")
