/** `AWS::Serverless::Function`: the function, its role, its alias and URL, and what its events create (events.ts). */
import type { MapValue, Value } from '../../../model/value.ts';
import { get } from '../../../syntax/tree.ts';
import type { Declared } from '../declared.ts';
import type { Evaluator } from '../evaluate.ts';
import { entriesOf, isEmpty, stringOf } from '../nodes.ts';
import type { Template } from '../template.ts';
import { type EventContext, eventCreations } from './events.ts';
import { Source } from './made.ts';
import { roleOf } from './role.ts';
import type { Created, Creation, Extension } from './serverless.ts';

/** Properties that SAM hands on as they are. */
export const functionProperties = [
	'FunctionName', 'Handler', 'Runtime', 'Description', 'MemorySize', 'Timeout', 'Environment', 'VpcConfig', 'KmsKeyArn', 'ReservedConcurrentExecutions',
	'Layers', 'Architectures', 'EphemeralStorage', 'FileSystemConfigs', 'ImageConfig', 'PackageType', 'CodeSigningConfigArn', 'SnapStart',
	'RuntimeManagementConfig', 'LoggingConfig', 'RecursiveLoop', 'Role',
];

export function functionCreations(declared: Declared, template: Template): Created {
	const properties = get(declared.entry.value, 'Properties');
	const shared = template.globals.get('Function')?.value;
	const written = (name: string) => get(properties, name) ?? get(shared, name);
	const hasRole = !isEmpty(written('Role'));
	const alias = stringOf(written('AutoPublishAlias'));
	const aliasId = alias === undefined ? undefined : `${declared.id}Alias${alias.replace(/[^A-Za-z0-9]/g, '')}`;
	const url = written('FunctionUrlConfig');
	const creations: Creation[] = [
		{ id: declared.id, type: 'AWS::Lambda::Function', declared, properties: scope => lambdaFunction(declared, hasRole, scope) },
		...(hasRole ? [] : [roleOf(declared, 'Function', 'lambda.amazonaws.com')]),
		...(aliasId === undefined ? [] : aliasCreations(declared, aliasId, alias!)),
		...(isEmpty(url) ? [] : urlCreations(declared, stringOf(get(url, 'AuthType')))),
	];
	const extensions: Extension[] = [];
	const context: EventContext = { declared, template, invoked: aliasId };
	for (const [name, event] of entriesOf(get(properties, 'Events'))) {
		const created = eventCreations(context, name, event);
		creations.push(...created.creations);
		extensions.push(...created.extensions);
	}
	return { creations, extensions };
}

function lambdaFunction(declared: Declared, hasRole: boolean, scope: Evaluator): MapValue {
	const source = new Source(declared, 'Function', scope);
	const { make } = source;
	const [tracing, letters] = [source.get('Tracing'), source.at('DeadLetterQueue', 'TargetArn')];
	return source.map(functionProperties, {
		Code: code(source),
		Role: hasRole ? undefined : make.reference(`${declared.id}Role`, 'Arn'),
		TracingConfig: tracing && { Mode: tracing },
		DeadLetterConfig: letters && { TargetArn: letters },
		Tags: source.tags(),
	});
}

function code(source: Source): Value {
	const { make } = source;
	const [inline, image, uri] = [source.get('InlineCode'), source.get('ImageUri'), source.get('CodeUri')];
	if (inline) return make.map({ ZipFile: inline });
	if (image) return make.map({ ImageUri: image });
	if (uri?.kind === 'map') return make.map({ S3Bucket: uri.entries.get('Bucket')?.value, S3Key: uri.entries.get('Key')?.value, S3ObjectVersion: uri.entries.get('Version')?.value });
	return make.unknown('the code is packaged before the deployment');
}

function aliasCreations(declared: Declared, aliasId: string, alias: string): Creation[] {
	const versionId = `${declared.id}Version`;
	return [
		{
			id: versionId, type: 'AWS::Lambda::Version', declared, names: [`${declared.id}.Version`],
			properties: scope => new Source(declared, 'Function', scope).map([], { FunctionName: new Source(declared, 'Function', scope).make.reference(declared.id) }),
		},
		{
			id: aliasId, type: 'AWS::Lambda::Alias', declared, names: [`${declared.id}.Alias`],
			properties: scope => {
				const source = new Source(declared, 'Function', scope);
				return source.map([], {
					Name: alias, FunctionName: source.make.reference(declared.id), FunctionVersion: source.make.reference(versionId, 'Version'),
					ProvisionedConcurrencyConfig: source.get('ProvisionedConcurrencyConfig'),
				});
			},
		},
	];
}

function urlCreations(declared: Declared, authType: string | undefined): Creation[] {
	const url: Creation = {
		id: `${declared.id}Url`, type: 'AWS::Lambda::Url', declared,
		properties: scope => {
			const source = new Source(declared, 'Function', scope);
			return source.make.map({
				TargetFunctionArn: source.make.reference(declared.id),
				AuthType: source.at('FunctionUrlConfig', 'AuthType'), Cors: source.at('FunctionUrlConfig', 'Cors'), InvokeMode: source.at('FunctionUrlConfig', 'InvokeMode'),
			});
		},
	};
	const everyone: Creation = {
		id: `${declared.id}UrlPublicPermissions`, type: 'AWS::Lambda::Permission', declared,
		properties: scope => {
			const { make } = new Source(declared, 'Function', scope);
			return make.map({ Action: 'lambda:InvokeFunctionUrl', FunctionName: make.reference(declared.id), Principal: '*', FunctionUrlAuthType: 'NONE' });
		},
	};
	return authType === 'NONE' ? [url, everyone] : [url];
}
