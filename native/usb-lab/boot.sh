#!/usr/bin/env bash
# boot.sh KERNEL-DIRECTORY WORK-DIRECTORY GUESTSCRIPT [more of qemu's arguments]: boots the guest; its console is the standard output.
# Software emulation with one CPU: two are slower. The guest sees this machine's files, read-only, and WORK-DIRECTORY as /opt/work.
kernel=$1; work=$2; script=$3; shift 3
exec timeout "${LIMIT:-300}" qemu-system-x86_64 -accel tcg -M q35 -cpu max -smp 1 -m "${MEM:-1536}" -nodefaults -display none -no-reboot -serial stdio \
    -kernel "$kernel/vmlinuz" -initrd "$kernel/initrd" -append "console=ttyS0 quiet panic=-1 guestscript=$script $CMDLINE" \
    -fsdev local,id=r,path=/,security_model=none,readonly=on,multidevs=remap -device virtio-9p-pci,fsdev=r,mount_tag=hostroot \
    -fsdev local,id=w,path="$work",security_model=none -device virtio-9p-pci,fsdev=w,mount_tag=work \
    -netdev user,id=n,restrict=off -device virtio-net-pci,netdev=n "$@" < /dev/null
