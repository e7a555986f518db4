#!/usr/bin/env bash
#
# make demo-stop: stops the server of make demo and removes its folder.
#
#   test/demo/stop.sh
#
#   ABSENCE_TMP=/path  where the demo's work folder is (default: /tmp)

# shellcheck source=test/server.sh
source "$(dirname "${BASH_SOURCE[0]}")/../server.sh"

# A demo is known by the name and the owner of its folder.
while IFS= read -r folder; do
	remove_work_folder "$folder"
	echo "removed $folder"
done < <(find "$tmp" -maxdepth 1 -type d -name 'absence-demo.*' -user "$user")
