/**
 * What came into the languages and their standard libraries after the oldest runtimes that still run, and what left them:
 * from "What's New In Python", nodejs.org's API pages ("Added in") and the runtimes' own versions.
 */

/** `since`: the first version that has it; `until`: the first that has not. Versions as numbers: python3.9 is 309, nodejs18.x is 1800. */
export interface Feature {
  readonly since?: number;
  readonly until?: number;
}

const PYTHON_SINCE: Readonly<Record<number, string>> = {
  309: "zoneinfo graphlib functools.cache random.randbytes math.lcm",
  310: "typing.TypeAlias typing.ParamSpec typing.Concatenate typing.TypeGuard itertools.pairwise",
  311: "tomllib enum.StrEnum datetime.UTC asyncio.TaskGroup asyncio.timeout asyncio.Runner typing.Self typing.LiteralString typing.Never typing.Required typing.NotRequired typing.assert_never typing.Unpack typing.TypeVarTuple typing.dataclass_transform wsgiref.types",
  312: "typing.override typing.TypeAliasType itertools.batched",
  313: "typing.TypeIs typing.ReadOnly copy.replace warnings.deprecated",
};

const PYTHON_UNTIL: Readonly<Record<number, string>> = {
  310: "collections.Mapping collections.MutableMapping collections.Iterable collections.Sequence collections.Callable collections.Hashable collections.Iterator collections.MutableSet collections.MutableSequence",
  311: "inspect.getargspec asyncio.coroutine",
  312: "distutils imp asynchat asyncore smtpd configparser.SafeConfigParser ssl.wrap_socket",
  313: "aifc audioop cgi cgitb chunk crypt imghdr lib2to3 mailcap msilib nis nntplib ossaudiodev pipes sndhdr spwd sunau telnetlib uu xdrlib",
};

const NODE_SINCE: Readonly<Record<number, string>> = {
  1800: "global:fetch global:structuredClone global:FormData global:Headers global:Request global:Response npm:node:test npm:util.parseArgs npm:node:util.parseArgs",
  2000: "global:crypto.randomUUID global:crypto.subtle.digest global:crypto.getRandomValues",
  2200: "global:Array.fromAsync global:Object.groupBy global:Map.groupBy global:Promise.withResolvers npm:node:sqlite global:WebSocket",
  2400: "global:RegExp.escape global:Error.isError global:Promise.try global:URLPattern",
};

/** By qualified name. */
const FEATURES: ReadonlyMap<string, Feature> = new Map([
  ...named(PYTHON_SINCE, "pypi:", (since) => ({ since })),
  ...named(PYTHON_UNTIL, "pypi:", (until) => ({ until })),
  ...named(NODE_SINCE, "", (since) => ({ since })),
]);

function named(table: Readonly<Record<number, string>>, prefix: string, feature: (version: number) => Feature): [string, Feature][] {
  return Object.entries(table).flatMap(([version, names]) =>
    names.split(" ").map((name): [string, Feature] => [`${prefix}${name}`, feature(Number(version))]),
  );
}

/** The feature a qualified name is or lies in (`pypi:distutils.util.strtobool`). */
export function runtimeFeature(qualified: string): { readonly name: string; readonly feature: Feature } | undefined {
  for (let name = qualified; name !== ""; name = name.slice(0, Math.max(0, name.lastIndexOf(".")))) {
    const feature = FEATURES.get(name);
    if (feature) return { name: name.replace(/^(global|npm|pypi):/, ""), feature };
  }
  return undefined;
}

/** The `match` statement. */
export const MATCH_STATEMENT: Feature = { since: 310 };

/** `python3.9` is 309, `nodejs18.x` is 1800; undefined for other languages. */
export function runtimeVersion(runtime: string): number | undefined {
  const [, language, major, minor] = /^(python|nodejs)(\d+)(?:\.(\d+|x))?$/.exec(runtime) ?? [];
  if (language === undefined) return undefined;
  return Number(major) * 100 + (language === "python" ? Number(minor ?? 0) : 0);
}

/** The runtime of a version, to say which would do. */
export function runtimeOf(version: number): string {
  return version >= 1000 ? `nodejs${version / 100}.x` : `python${Math.floor(version / 100)}.${version % 100}`;
}
