/**
 * Tells the server which documents stand in tabs. VS Code holds a document open for some minutes after its last tab was closed,
 * and the language client stops asking for its diagnostics at once: without this, nobody would say what is wrong with it.
 */
import type { Disposable } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { type VisibleParams, notifications } from '../server/protocol.ts';

export function tellVisible(client: BaseLanguageClient): Disposable[] {
	const tabs = client.visibleDocuments;
	const tell = () => {
		if (client.state !== State.Running) return;
		const params: VisibleParams = { uris: [...tabs.getResources()].map(uri => client.code2ProtocolConverter.asUri(uri)) };
		void client.sendNotification(notifications.visible, params);
	};
	return [tabs.onOpen(tell), tabs.onClose(tell), client.onDidChangeState(tell)];
}
