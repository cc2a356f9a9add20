/** Asks for the code of a person's MFA device. */
import * as vscode from "vscode";

/**
 * @param serial of the device; only its name is shown, for the rest of it is the account
 * @returns undefined where the question was dismissed
 */
export async function askMfaCode(serial: string): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const device = serial.slice(serial.lastIndexOf("/") + 1).replace(/^arn:.*:/, "");
  const code = await vscode.window.showInputBox({
    title: t("Multi-factor authentication"),
    prompt: t("The code that {0} shows now.", device),
    placeHolder: t("6 digits"),
    ignoreFocusOut: true,
    validateInput: (value) => (/^\d{6}$/.test(value.trim()) ? undefined : t("The code has 6 digits.")),
  });
  return code?.trim();
}
