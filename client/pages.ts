/** Shows the pages of rules, which the server has at hand: in the Markdown preview, without a network. */
import * as vscode from 'vscode';
import type { PageParams } from '../server/protocol.ts';

const SCHEME = 'plumbline-page';

export class Pages implements vscode.TextDocumentContentProvider, vscode.Disposable {
	private readonly texts = new Map<string, string>();
	private readonly registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

	readonly show = async ({ rule, title, url, markdown }: PageParams): Promise<void> => {
		if (markdown === undefined) {
			await vscode.env.openExternal(vscode.Uri.parse(url));
			return;
		}
		const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
		this.texts.set(uri.toString(), `# ${title}\n\n\`${rule}\`\n\n${markdown}`);
		try {
			await vscode.commands.executeCommand('markdown.showPreview', uri);
		} catch {
			// The editor's Markdown extension is switched off.
			await vscode.window.showTextDocument(uri);
		}
	};

	provideTextDocumentContent(uri: vscode.Uri): string | undefined {
		return this.texts.get(uri.toString());
	}

	dispose(): void {
		this.registration.dispose();
	}
}
