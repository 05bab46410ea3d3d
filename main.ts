import { synthOptions } from "./scripts/options";
import { loadSettings } from "./src/config/load";
import { SettingsError } from "./src/config/settings-error";
import { synthPlatform } from "./src/platform";

async function main(): Promise<void> {
  const { varFiles, outdir } = synthOptions();
  const { settings, notices } = await loadSettings({ varFiles });
  for (const notice of notices) console.error(notice);
  synthPlatform(settings, outdir);
}

main().catch((error: unknown) => {
  console.error(error instanceof SettingsError ? error.message : error);
  process.exitCode = 1;
});
