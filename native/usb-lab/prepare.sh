#!/usr/bin/env bash
# prepare.sh DIRECTORY: what the guest boots from, unpacked from Debian's stock kernel package. Quick when it is there.
# Needs apt (Debian 12) and the packages qemu-system-x86 busybox-static cpio kmod udev.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
cd "$1"
[ -e initrd ] && exit 0

k=$(apt-cache depends linux-image-amd64 | sed -n 's/.*Depends: \(linux-image-[0-9].*\)/\1/p' | sed 's/-unsigned//' | head -1)
ls "$k"_*.deb > /dev/null 2>&1 || apt-get download -q "$k" >&2
rm -rf unpacked initrd.d
mkdir unpacked
dpkg-deb --fsys-tarfile "$k"_*.deb | tar -C unpacked -x --wildcards './boot/vmlinuz-*' './lib/modules/*/modules.*' \
    './lib/modules/*/kernel/drivers/usb/*' './lib/modules/*/kernel/drivers/hid/*' './lib/modules/*/kernel/drivers/virtio/*' \
    './lib/modules/*/kernel/drivers/net/*fail*' './lib/modules/*/kernel/drivers/net/virtio*' './lib/modules/*/kernel/net/9p/*' \
    './lib/modules/*/kernel/net/core/failover*' './lib/modules/*/kernel/fs/9p/*' './lib/modules/*/kernel/fs/netfs/*' \
    './lib/modules/*/kernel/fs/fscache/*' './lib/modules/*/kernel/fs/overlayfs/*'
mv unpacked/boot/vmlinuz-* vmlinuz
v=$(ls unpacked/lib/modules)
depmod -b unpacked "$v" 2> /dev/null
mkdir -p initrd.d/{bin,dev,proc,sys,lower,upper,r,m}
cp /bin/busybox initrd.d/bin/
cp "$here/init" initrd.d/init
chmod +x initrd.d/init
for m in virtio_pci virtio_net 9pnet_virtio 9p overlay xhci_pci usbhid hid_generic; do
    modprobe -d unpacked -S "$v" --show-depends $m
done | awk '$1 == "insmod" && !s[$2]++ { print $2 }' | while read -r f; do
    cp "$f" initrd.d/m/
    basename "$f"
done > initrd.d/m/list
(cd initrd.d && find . | cpio -o -H newc --quiet -R 0:0) > initrd.new
rm -rf unpacked initrd.d ./*.deb
mv initrd.new initrd
