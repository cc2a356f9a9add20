import assert from "node:assert/strict";
import { test } from "node:test";
import { resolverOf } from "./resolving.ts";

test("relative imports go up by their dots and end in a module or a package", () => {
  const resolve = resolverOf({
    "/p/fn/app/__init__.py": "",
    "/p/fn/app/main.py": "",
    "/p/fn/app/db.py": "",
    "/p/fn/app/models/__init__.py": "",
    "/p/fn/app/models/user.py": "",
    "/p/fn/shared.py": "",
  });
  assert.equal(resolve("/p/fn/app/main.py", "db", 1), "/p/fn/app/db.py");
  assert.equal(resolve("/p/fn/app/main.py", "models", 1), "/p/fn/app/models/__init__.py");
  assert.equal(resolve("/p/fn/app/main.py", "models.user", 1), "/p/fn/app/models/user.py");
  assert.equal(resolve("/p/fn/app/main.py", "", 1), "/p/fn/app/__init__.py");
  assert.equal(resolve("/p/fn/app/models/user.py", "db", 2), "/p/fn/app/db.py");
  assert.equal(resolve("/p/fn/app/models/user.py", "shared", 3), "/p/fn/shared.py");
  assert.equal(resolve("/p/fn/app/main.py", "nothing", 1), undefined);
});

test("the nearest root that has the name decides", () => {
  const resolve = resolverOf({
    "/p/a/handler.py": "",
    "/p/a/utils.py": "",
    "/p/b/handler.py": "",
    "/p/utils/__init__.py": "",
    "/p/utils/log.py": "",
    "/p/src/core/io.py": "",
  });
  assert.equal(resolve("/p/a/handler.py", "utils", 0), "/p/a/utils.py");
  assert.equal(resolve("/p/a/handler.py", "utils.log", 0), undefined, "a module hides the package further up");
  assert.equal(resolve("/p/b/handler.py", "utils", 0), "/p/utils/__init__.py");
  assert.equal(resolve("/p/b/handler.py", "utils.log", 0), "/p/utils/log.py");
  assert.equal(resolve("/p/b/handler.py", "core.io", 0), "/p/src/core/io.py", "src/ is a root");
  assert.equal(resolve("/p/b/handler.py", "a.utils", 0), "/p/a/utils.py", "a directory without __init__.py is a package as well");
});

test("namespace packages give way to regular ones", () => {
  const resolve = resolverOf({ "/p/a/x/handler.py": "", "/p/a/common/readme.py": "", "/p/common/__init__.py": "", "/p/common/db.py": "" });
  assert.equal(resolve("/p/a/x/handler.py", "common", 0), "/p/common/__init__.py");
  assert.equal(resolve("/p/a/x/handler.py", "common.db", 0), "/p/common/db.py");
});

test("layers are roots for every function, the nearest first", () => {
  const resolve = resolverOf({
    "/p/one/fn/app.py": "",
    "/p/two/fn/app.py": "",
    "/p/one/layers/common/python/shared/__init__.py": "",
    "/p/two/layers/common/python/shared/__init__.py": "",
    "/p/two/layers/plain/tools.py": "",
  });
  assert.equal(resolve("/p/one/fn/app.py", "shared", 0), "/p/one/layers/common/python/shared/__init__.py");
  assert.equal(resolve("/p/two/fn/app.py", "shared", 0), "/p/two/layers/common/python/shared/__init__.py");
  assert.equal(resolve("/p/one/fn/app.py", "tools", 0), "/p/two/layers/plain/tools.py");
});

test("a standard library name is taken only from beside a file that is in no package", () => {
  const resolve = resolverOf({
    "/p/logging.py": "",
    "/p/fn/app.py": "",
    "/p/fn/json.py": "",
    "/p/pkg/__init__.py": "",
    "/p/pkg/app.py": "",
    "/p/pkg/json.py": "",
  });
  assert.equal(resolve("/p/fn/app.py", "logging", 0), undefined);
  assert.equal(resolve("/p/fn/app.py", "json", 0), "/p/fn/json.py");
  assert.equal(resolve("/p/pkg/app.py", "json", 0), undefined);
  assert.equal(resolve("/p/pkg/app.py", "json", 1), "/p/pkg/json.py");
});

test("a committed copy of a well-known package stays that package, a module of its name does not", () => {
  const resolve = resolverOf({
    "/p/fn/app.py": "",
    "/p/fn/psycopg2/__init__.py": "",
    "/p/fn/psycopg2/extensions.py": "",
    "/p/fn/redis.py": "",
  });
  assert.equal(resolve("/p/fn/app.py", "psycopg2", 0), undefined);
  assert.equal(resolve("/p/fn/app.py", "psycopg2.extensions", 0), undefined);
  assert.equal(resolve("/p/fn/app.py", "redis", 0), "/p/fn/redis.py");
});

test("packages of the repository that functions install are found by the name of their directory", () => {
  const resolve = resolverOf({
    "/p/functions/fn/app.py": "",
    "/p/libraries/common-utils/setup.py": "",
    "/p/libraries/common-utils/common_utils/__init__.py": "",
    "/p/libraries/common-utils/common_utils/db.py": "",
    "/p/libraries/common-utils/tests/__init__.py": "",
    "/p/libraries/store/setup.py": "",
    "/p/libraries/store/src/store/__init__.py": "",
    "/p/libraries/loose/loose/__init__.py": "",
  });
  assert.equal(resolve("/p/functions/fn/app.py", "common_utils.db", 0), "/p/libraries/common-utils/common_utils/db.py");
  assert.equal(resolve("/p/functions/fn/app.py", "store", 0), "/p/libraries/store/src/store/__init__.py");
  assert.equal(resolve("/p/functions/fn/app.py", "tests", 0), undefined, "only the package itself");
  assert.equal(resolve("/p/functions/fn/app.py", "loose", 0), undefined, "nothing installs it");
});
