#!/usr/bin/env bash
# Builds the interface: scripts/build-ui.sh [dev|release|bench] -> src-ui/dist
#
#   dev      quick to build, large, with the stand-in worlds (?stand-in=guest, see src-ui/src/bridge/stand_in.rs)
#   release  small: optimised by rustc and wasm-opt, compressed with brotli beside the originals
#   bench    as fast as a release, with the stand-in worlds: to measure, never for people
#
# Environment: CARGO_TARGET_DIR as for cargo; HOUSEGUEST_UI_TARGET_DIR to build the interface elsewhere, so that
# it does not wait for another cargo; HOUSEGUEST_UI_DIST to write elsewhere than src-ui/dist.
set -euo pipefail
cd "$(dirname "$0")/.."

mode=${1:-release}
dist=${HOUSEGUEST_UI_DIST:-src-ui/dist}
target=${HOUSEGUEST_UI_TARGET_DIR:-${CARGO_TARGET_DIR:-target}}
export CARGO_TARGET_DIR=$target
triple=wasm32-unknown-unknown

case $mode in
  dev) profile=dev folder=debug features=stand-in ;;
  release) profile=wasm folder=wasm features= ;;
  bench) profile=wasm folder=wasm features=stand-in ;;
  *) echo "usage: scripts/build-ui.sh [dev|release|bench]" >&2; exit 2 ;;
esac

say() { printf 'ui: %s\n' "$*"; }

say "compiling ($mode)"
cargo build --quiet -p wasm-bindgen-tool
cargo build -p houseguest-ui --lib --target "$triple" --profile "$profile" ${features:+--features "$features"}

# Everything is made beside the old dist and moved into its place at the end: a server never sees half of it.
work=$(mktemp -d "${TMPDIR:-/tmp}/houseguest-ui.XXXXXX")
trap 'rm -rf "$work"' EXIT

say "binding"
"$target/debug/wasm-bindgen-tool" "$target/$triple/$folder/houseguest_ui.wasm" "$work"

if [ "$mode" != dev ]; then
  # Debian's wasm-opt is too old for what rustc writes; the pinned one comes from npm (package-lock.json).
  wasm_opt=src-ui/node_modules/.bin/wasm-opt
  if ! [ -x "$wasm_opt" ]; then
    say "installing wasm-opt"
    npm ci --prefix src-ui --no-audit --no-fund --silent
  fi
  say "optimising"
  "$wasm_opt" -Oz --strip-debug --strip-producers --converge \
    --enable-bulk-memory --enable-mutable-globals --enable-nontrapping-float-to-int --enable-sign-ext \
    --enable-reference-types --enable-multivalue \
    -o "$work/optimised.wasm" "$work/houseguest_ui_bg.wasm"
  mv "$work/optimised.wasm" "$work/houseguest_ui_bg.wasm"
fi

say "gathering styles, fonts, pages"
# In the order of the layers; base.css names them.
cat assets/styles/{layers,fonts,tokens,reset,base,unseen}.css assets/styles/parts/*.css assets/styles/features/*.css > "$work/app.css"
cp src-ui/{index.html,looks.js,boot.js} "$work/"
cp assets/icons/houseguest.svg "$work/icon.svg"
mkdir "$work/fonts"
cp assets/fonts/* "$work/fonts/"
# English is built in. Translators' comments stay here.
mkdir "$work/locales"
for words in assets/locales/*/app.ftl; do
  tag=$(basename "$(dirname "$words")")
  [ "$tag" = en ] || sed -e '/^#/d' -e '/^$/d' "$words" > "$work/locales/$tag.ftl"
done

if [ "$mode" = release ]; then
  if command -v brotli > /dev/null; then
    find "$work" -type f \( -name '*.wasm' -o -name '*.js' -o -name '*.css' -o -name '*.html' -o -name '*.svg' -o -name '*.ftl' \) \
      -exec brotli --quality=11 --keep --force {} +
  else
    say "brotli is not installed: nothing is compressed beforehand"
  fi
fi

# mktemp makes folders that only their owner may read; a web server may be somebody else.
chmod -R u=rwX,go=rX "$work"
rm -rf "$dist.new" "$dist.old"
mkdir -p "$(dirname "$dist")"
cp -R "$work" "$dist.new"
if [ -d "$dist" ]; then mv "$dist" "$dist.old"; fi
mv "$dist.new" "$dist"
rm -rf "$dist.old"

size() { wc -c < "$1" | tr -d ' '; }
printf 'ui: %-24s %10s %10s\n' file raw brotli
for file in houseguest_ui_bg.wasm houseguest_ui.js app.css; do
  compressed=-
  if [ -f "$dist/$file.br" ]; then compressed=$(size "$dist/$file.br"); fi
  printf 'ui: %-24s %10s %10s\n' "$file" "$(size "$dist/$file")" "$compressed"
done
say "ready in $dist"
