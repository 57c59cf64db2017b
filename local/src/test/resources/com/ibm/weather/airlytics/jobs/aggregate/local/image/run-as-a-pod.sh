#!/bin/sh
# Runs a command in a folder as in a container of that file system.
#
# Root does so in a mount namespace of its own (unshare --mount), where nobody else sees the mounts:
# nothing but the folder and a JVM, all read-only; not as root, and with no way to become root.
# Another user stays who he is and runs it in the folder, made read-only.
#
#   run-as-a-pod.sh ROOT JAVA_HOME WORKING_DIRECTORY UID GID CGROUP_PROCESSES COMMAND...
#
# CGROUP_PROCESSES is the file that takes this process into the cgroup with the memory limit, or
# /dev/null.
set -eu
root=$1 java_home=$2 working_directory=$3 uid=$4 gid=$5 cgroup_processes=$6
shift 6

echo $$ >"$cgroup_processes"
if [ "$(id -u)" -ne 0 ]; then
  chmod -R a-w "$root$working_directory"
  cd "$root$working_directory"
  export PATH="$java_home/bin"
  exec "$@"
fi
mount --bind "$root" "$root"
mkdir -p "$root/tmp"
for folder in /etc /lib /lib64 /usr/lib "$java_home"; do
  if [ -d "$folder" ] && [ ! -e "$root$folder/bin/java" ]; then
    mkdir -p "$root$folder"
    mount --bind "$folder" "$root$folder"
    mount -o remount,bind,ro "$root$folder"
  fi
done
for folder in /dev /proc /sys; do
  mkdir -p "$root$folder"
  mount --rbind "$folder" "$root$folder"
done
mount -o remount,bind,ro "$root"
setpriv=$(command -v setpriv) unshare=$(command -v unshare)
export PATH="$java_home/bin"
exec "$setpriv" --no-new-privs \
  "$unshare" --root="$root" --wd="$working_directory" --setuid="$uid" --setgid="$gid" "$@"
