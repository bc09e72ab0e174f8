/** Which documents are handed to the server. It decides by their structure whether they are designs. */
import * as vscode from 'vscode';
import type { DocumentSelector } from 'vscode-languageclient';

const languages = [
	'yaml', 'json', 'jsonc', 'cloudformation', 'cloudformation-json', 'cloudformation-yaml',
	'terraform', 'terraform-vars', 'terraform-json', 'opentofu', 'opentofu-vars', 'hcl', 'aws-iam-policy',
];
const pattern = '**/*.{yaml,yml,json,template,tf,tfvars}';

/** Files, unsaved documents, and files of virtual workspaces; no outputs, diffs' other sides or settings pages. */
const schemes = new Set(['file', 'untitled', 'vscode-vfs', ...(vscode.workspace.workspaceFolders ?? []).map(folder => folder.uri.scheme)]);

export const documentSelector: DocumentSelector = [...schemes].flatMap(scheme => [
	...languages.map(language => ({ scheme, language })),
	...(scheme === 'untitled' ? [] : [{ scheme, pattern }]),
]);
