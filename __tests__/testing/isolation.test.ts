import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findProviderSource } from "../../src/terraform/provider-source";
import { type Emulator, openSession, startEmulator, synthStacks } from "../../src/testing";
import { exampleApp } from "./example-app";

const minutes = 60_000;
let emulator: Emulator;
let trap: Server;
let trapUrl: string;
let home: string;
const caught: string[] = [];

/** A server that stands for everything a preview must not reach: real AWS, a user's proxy, a credential endpoint. */
beforeAll(async () => {
  emulator = await startEmulator();
  trap = createServer((request, response) => {
    caught.push(`${request.method} ${request.url}`);
    response.writeHead(403).end();
  });
  trap.on("connect", (request, socket) => {
    caught.push(`CONNECT ${request.url}`);
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await new Promise<void>((ready) => trap.listen(0, "127.0.0.1", ready));
  trapUrl = `http://127.0.0.1:${(trap.address() as AddressInfo).port}`;
  home = hostileHome(trapUrl);
}, 5 * minutes);

afterAll(async () => {
  trap?.close();
  if (home) rmSync(home, { recursive: true });
  await emulator?.stop();
});

beforeEach(() => {
  caught.length = 0;
});

/** A home folder whose AWS files lead into the trap. */
function hostileHome(url: string): string {
  const folder = mkdtempSync(join(tmpdir(), "hostile-home-"));
  mkdirSync(join(folder, ".aws"));
  const services = ["sts", "s3", "ssm", "logs"]
    .map((service) => `  ${service} =\n    endpoint_url = ${url}\n`)
    .join("");
  const profile = `endpoint_url = ${url}\nregion = eu-west-1\nrole_arn = arn:aws:iam::999988887777:role/real\nsource_profile = keys\nservices = all\n`;
  writeFileSync(
    join(folder, ".aws", "config"),
    `[default]\n${profile}[profile real]\n${profile}[services all]\n${services}`,
  );
  writeFileSync(
    join(folder, ".aws", "credentials"),
    "[keys]\naws_access_key_id = AKIAREAL\naws_secret_access_key = real\n",
  );
  return folder;
}

/** Everything that we know could lead a provider elsewhere. */
function hostileEnvironment(): NodeJS.ProcessEnv {
  // Where providers must be downloaded, `terraform init` needs the user's own proxy.
  const isOffline = findProviderSource("Terraform", process.env).kind === "mirror";
  const proxies = Object.fromEntries(
    ["HTTP_PROXY", "HTTPS_PROXY", "https_proxy", "ALL_PROXY"].map((name) => [name, trapUrl]),
  );
  const endpoints = ["", "_S3", "_STS", "_SSM", "_CLOUDWATCH_LOGS", "_IAM"].map((it) => [
    `AWS_ENDPOINT_URL${it}`,
    trapUrl,
  ]);
  writeFileSync(join(home, "token"), "token");
  return {
    ...process.env,
    ...(isOffline ? proxies : {}),
    ...Object.fromEntries(endpoints),
    HOME: home,
    AWS_PROFILE: "real",
    AWS_DEFAULT_PROFILE: "real",
    AWS_REGION: "us-west-2",
    AWS_ACCESS_KEY_ID: "AKIAREAL",
    AWS_SECRET_ACCESS_KEY: "real",
    AWS_SESSION_TOKEN: "real",
    AWS_ROLE_ARN: "arn:aws:iam::999988887777:role/real",
    AWS_WEB_IDENTITY_TOKEN_FILE: join(home, "token"),
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${trapUrl}/credentials`,
    AWS_EC2_METADATA_SERVICE_ENDPOINT: trapUrl,
    AWS_EC2_METADATA_DISABLED: "false",
    AWS_CONFIG_FILE: join(home, ".aws", "config"),
    AWS_SHARED_CREDENTIALS_FILE: join(home, ".aws", "credentials"),
    AWS_SDK_LOAD_CONFIG: "1",
    AWS_USE_FIPS_ENDPOINT: "true",
    AWS_STS_ENDPOINT: trapUrl,
    TF_CLI_ARGS: "-no-such-option",
    TF_CLI_ARGS_plan: "-var=retention_days=1",
    TF_VAR_retention_days: "1",
    TF_WORKSPACE: "production",
    TF_DATA_DIR: join(home, "data"),
    TF_REATTACH_PROVIDERS: "{}",
  };
}

describe("a hostile environment", () => {
  test(
    "leads neither plan, apply nor destroy away from the emulator",
    async () => {
      // The stack's own arguments are hostile as well.
      const provider = {
        profile: "real",
        sharedConfigFiles: [join(home, ".aws", "config")],
        httpsProxy: trapUrl,
        httpProxy: trapUrl,
        endpoints: [{ sts: trapUrl, logs: trapUrl }],
        allowedAccountIds: ["999988887777"],
      };
      const folder = synthStacks(exampleApp({ provider }));
      const session = await openSession({ emulator, folder, environment: hostileEnvironment() });
      const plan = await session.plan("logs");
      expect(plan).toHavePlanned(CloudwatchLogGroup, { retentionInDays: 7 });
      await session.apply("logs");
      expect(await emulator.leftovers()).toMatchObject([{ service: "logs", account: "123456789012" }]);
      await session.destroy("logs");
      session.close();
      expect(caught).toEqual([]);
    },
    3 * minutes,
  );

  test(
    "would lead into the trap if any of it got through",
    async () => {
      // The same session, whose emulator hands the whole environment on.
      const leaky = Object.create(emulator, {
        environment: {
          value: (base: NodeJS.ProcessEnv) => ({
            ...base,
            TF_CLI_ARGS: "",
            TF_DATA_DIR: "",
            TF_WORKSPACE: "",
            TF_REATTACH_PROVIDERS: "",
          }),
        },
      }) as Emulator;
      const session = await openSession({
        emulator: leaky,
        folder: synthStacks(exampleApp()),
        environment: hostileEnvironment(),
      });
      await session.plan("logs").catch(() => {});
      session.close();
      expect(caught).not.toEqual([]);
    },
    3 * minutes,
  );

  test("hands no variable of the user on but a few that are harmless", () => {
    const environment = emulator.environment(hostileEnvironment());
    const inherited = Object.entries(environment).filter(([name, value]) => value === hostileEnvironment()[name]);
    const harmless = ["PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "CHECKPOINT_DISABLE"];
    expect(harmless).toEqual(expect.arrayContaining(inherited.map(([name]) => name)));
    expect(Object.values(environment).join("\n")).not.toContain(trapUrl);
    expect(environment.HOME).not.toBe(homedir());
  });
});

describe("the emulator", () => {
  test("opens no connection to anywhere for those who use it as a proxy", async () => {
    const { port } = new URL(emulator.url);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), "127.0.0.1", () =>
        socket.write(`CONNECT ${trapUrl.slice("http://".length)} HTTP/1.1\r\nHost: trap\r\n\r\n`),
      );
      socket.once("data", (data) => resolve(data.toString()));
      socket.once("close", () => resolve("closed"));
      socket.setTimeout(5000, () => socket.destroy());
    });
    expect(answer).not.toMatch(/^HTTP\/1\.\d 200/);
    expect(caught).toEqual([]);
  });
});
