# The unit on a real port of a stock kernel, read by the product's own source.
cd /opt/work; . ./lib.sh
say "guest up"
/lib/systemd/systemd-udevd --daemon 2> /dev/null
cp -r classes /tmp/; mkdir /tmp/jars; for jar in $(cat jars); do cp "$jar" /tmp/jars/; done
say "classes copied"
check "the kernel's own driver has the unit" 'await 60 "[ -e /dev/hidraw0 ]"'
run() { # run NAME ARGUMENTS...: its process is $!
    local name=$1; shift
    $JAVA -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dctl=$PORT -Dwithin=${WITHIN:-60} -cp "/tmp/classes:/tmp/jars/*" dev.lastwatt.adapter.ups.usb.InTheGuest "$@" > /tmp/$name.out 2>&1 &
}
tell() { sed 's/^/     /' /tmp/$1.out | head -150; }

run all usb4java ${ROUNDS:-3} hold; first=$!
check "usb4java: all of it" 'await ${PATIENCE:-300} "grep -q HOLDING /tmp/all.out || ! kill -0 $first 2> /dev/null" && grep -q HOLDING /tmp/all.out'; tell all
check "usb4java: the kernel's driver is away" '[ ! -e /dev/hidraw0 ]'
run busy usb4java busy
check "usb4java: a second holder is told" 'wait $!'; tell busy
kill -9 $first; wait $first 2> /dev/null
run once usb4java once hold; second=$!
check "usb4java: takes the unit after a predecessor was killed" 'await 120 "grep -q HOLDING /tmp/once.out || ! kill -0 $second 2> /dev/null" && grep -q HOLDING /tmp/once.out'; tell once
kill -TERM $second; wait $second 2> /dev/null
check "usb4java: the end of the process gives the unit back" 'await 30 "[ -e /dev/hidraw0 ]"'
run hid hid4java ${ROUNDS:-3}
check "hid4java: all of it" 'wait $!'; tell hid
result
