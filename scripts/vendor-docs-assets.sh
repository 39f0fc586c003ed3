#!/bin/sh
# Vendors Swagger UI and Redoc, so that /docs and /redoc work with no network. Run it after changing a version below;
# it fails, and leaves the old files, unless what comes out is what SHA256SUMS says. `--accept` writes SHA256SUMS anew:
# read the diff of the packages first.
set -eu
SWAGGER=swagger-ui-dist@5.35.0
REDOC=redoc@2.5.3

assets=$(cd "$(dirname "$0")/../entrypoints/http/assets" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/swagger" "$work/redoc" "$work/out"

cd "$work"
tar xzf "$(npm pack --silent "$SWAGGER")" -C swagger --strip-components 1
tar xzf "$(npm pack --silent "$REDOC")" -C redoc --strip-components 1

cp swagger/swagger-ui.css swagger/swagger-ui-bundle.js swagger/swagger-ui-bundle.js.LICENSE.txt out/
cp swagger/favicon-32x32.png out/favicon.png
cp swagger/LICENSE out/swagger-ui.LICENSE
cp swagger/NOTICE out/swagger-ui.NOTICE
cp redoc/bundles/redoc.standalone.js redoc/bundles/redoc.standalone.js.LICENSE.txt out/
cp redoc/LICENSE out/redoc.LICENSE

# Redoc has no option against its own advertisement, whose logo comes from a CDN: the link goes, and so does the address.
# The source maps are not shipped: without the comment no browser asks for them.
sed -i -E \
  -e 's#r\.createElement\([a-z]+,null,r\.createElement\("a",\{[^}]*href:"https://redocly\.com/redoc/"\},[^"]*"API docs by Redocly"\)\)#null#' \
  -e 's#https://cdn\.redoc\.ly/redoc/logo-mini\.svg#data:,#' out/redoc.standalone.js
sed -i -E 's#^//\# sourceMappingURL=[a-z.-]+$##' out/*.js
sed -i -E 's#/\*\# sourceMappingURL=[a-z.-]+ ?\*/$##' out/*.css
for script in out/*.js; do node --check "$script"; done

cd out
[ "${1:-}" != --accept ] || sha256sum -- * > "$assets/SHA256SUMS"
sha256sum --quiet --check --strict "$assets/SHA256SUMS"
cp -- * "$assets/"
cat > "$assets/VERSIONS" <<NOTE
Vendored by scripts/vendor-docs-assets.sh from the npm registry; not edited by hand.

$SWAGGER  Apache-2.0  swagger-ui-bundle.js, swagger-ui.css, favicon.png
$REDOC  MIT  redoc.standalone.js, with the link to its maker and the logo from a CDN taken out
NOTE
