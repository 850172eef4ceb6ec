# The unit on a real port of a stock kernel, read by the product's own source.
cd /opt/work; . ./lib.sh
say "guest up"
/lib/systemd/systemd-udevd --daemon 2> /dev/null
check "kernel's own driver has the unit" 'await 10 "[ -e /dev/hidraw0 ]"'
run() { $JAVA -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -Dctl=$PORT -cp "$(cat classpath)" dev.lastwatt.adapter.ups.usb.InTheGuest "$@" 2> err; }

run usb4java ${ROUNDS:-3}; rc=$?
check "usb4java: all of it" '[ $rc = 0 ]'; [ $rc = 0 ] || head -20 err
check "usb4java: the kernel's driver has the unit again" 'await 5 "[ -e /dev/hidraw0 ]"'

# Killed while it holds the unit; the next one takes it, and gives it back.
run usb4java hold & pid=$!
check "usb4java: holds the unit" 'await 30 "[ ! -e /dev/hidraw0 ]"'
run usb4java busy; check "usb4java: another holder is told" '[ $? = 0 ]'
kill -9 $(pgrep -f "InTheGuest usb4java hold"); wait $pid 2> /dev/null
run usb4java once; check "usb4java: takes the unit after a predecessor was killed" '[ $? = 0 ]'
check "usb4java: and the kernel's driver has it again" 'await 5 "[ -e /dev/hidraw0 ]"'
run usb4java hold & pid=$!
check "usb4java: holds the unit again" 'await 30 "[ ! -e /dev/hidraw0 ]"'
kill -TERM $(pgrep -f "InTheGuest usb4java hold"); wait $pid 2> /dev/null
check "usb4java: the end of the process gives the unit back" 'await 5 "[ -e /dev/hidraw0 ]"'

run hid4java ${ROUNDS:-3}; rc=$?
check "hid4java: all of it" '[ $rc = 0 ]'; [ $rc = 0 ] || head -20 err
result
