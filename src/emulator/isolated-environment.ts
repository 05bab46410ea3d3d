import { devNull } from "node:os";

/**
 * All that a command which talks to the emulator keeps of the user's environment. A list of what is allowed, not of
 * what is forbidden: no credential, endpoint, proxy or argument gets through because nobody has thought of it.
 */
const kept = ["PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "LD_LIBRARY_PATH"];

/** What `terraform init` needs beside that to download providers: it talks to the provider registry and to no AWS API. */
const keptForDownloads = [
  ...["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"].flatMap((name) => [name, name.toLowerCase()]),
  ...["SSL_CERT_FILE", "SSL_CERT_DIR", "TF_PLUGIN_CACHE_DIR", "TF_REGISTRY_CLIENT_TIMEOUT", "NETRC"],
];

interface Isolation {
  /** Address of the emulator. */
  readonly url: string;
  /** An empty folder that stands in for the user's home. */
  readonly home: string;
}

/**
 * The environment of a command that must not reach anything but the emulator.
 *
 * The keys are fake, and every service's address is the emulator's. Whatever address a request has all the same, it
 * goes to the emulator as its proxy, which opens no connection to anywhere.
 */
export function isolatedEnvironment(base: NodeJS.ProcessEnv, { url, home }: Isolation): NodeJS.ProcessEnv {
  return {
    ...pick(base, kept),
    HOME: home,
    AWS_ACCESS_KEY_ID: "emulated",
    AWS_SECRET_ACCESS_KEY: "emulated",
    AWS_ENDPOINT_URL: url,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
    HTTP_PROXY: url,
    HTTPS_PROXY: url,
    NO_PROXY: "127.0.0.1",
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
  };
}

/** The environment of `terraform init`: no credentials, but the user's way to the provider registry. */
export function downloadEnvironment(base: NodeJS.ProcessEnv, home: string): NodeJS.ProcessEnv {
  return {
    ...pick(base, [...kept, ...keptForDownloads, ...Object.keys(base).filter((name) => name.startsWith("TF_TOKEN_"))]),
    HOME: base.HOME ?? home,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
  };
}

function pick(base: NodeJS.ProcessEnv, names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.flatMap((name) => (base[name] === undefined ? [] : [[name, base[name]]])));
}
