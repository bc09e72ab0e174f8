/** SAM's smaller resources: as much of what they create as rules can see. */
import { get } from '../../../syntax/tree.ts';
import type { Declared } from '../declared.ts';
import { stringOf } from '../nodes.ts';
import type { Template } from '../template.ts';
import { Source, makerOf } from './made.ts';
import { roleOf } from './role.ts';
import type { Creation } from './serverless.ts';

/** A resource whose properties of the same name are handed on; all others are SAM's business and not known. */
export function plainCreation(declared: Declared, type: string, section: string, names: readonly string[]): Creation {
	return {
		id: declared.id, type, declared,
		properties: scope => ({ ...new Source(declared, section, scope).map(names, {}), open: true }),
	};
}

export function apiCreations(declared: Declared, kind: 'Api' | 'HttpApi'): readonly Creation[] {
	const stage = stringOf(get(get(declared.entry.value, 'Properties'), 'StageName'));
	const stageNames = ['StageName', 'AccessLogSettings', 'DefaultRouteSettings', 'RouteSettings', 'StageVariables', 'Variables', 'TracingEnabled', 'CacheClusterEnabled', 'CacheClusterSize', 'MethodSettings'];
	const [api, stageType] = kind === 'Api'
		? [plainCreation(declared, 'AWS::ApiGateway::RestApi', kind, apiProperties), 'AWS::ApiGateway::Stage']
		: [plainCreation(declared, 'AWS::ApiGatewayV2::Api', kind, httpApiProperties), 'AWS::ApiGatewayV2::Stage'];
	const stageId = stage === undefined ? `${declared.id}${kind === 'Api' ? '' : 'ApiGatewayDefault'}Stage` : `${declared.id}${stage.replace(/[^A-Za-z0-9]/g, '')}Stage`;
	return [api, { ...plainCreation(declared, stageType, kind, stageNames), id: stageId, names: [`${declared.id}.Stage`] }];
}
export const apiProperties = ['Name', 'Description', 'ApiKeySourceType', 'BinaryMediaTypes', 'DisableExecuteApiEndpoint', 'MinimumCompressionSize', 'Policy'];
export const httpApiProperties = ['Name', 'Description', 'DisableExecuteApiEndpoint', 'FailOnWarnings'];

export function machineCreations(declared: Declared): readonly Creation[] {
	const machine: Creation = {
		id: declared.id, type: 'AWS::StepFunctions::StateMachine', declared,
		properties: scope => {
			const source = new Source(declared, 'StateMachine', scope);
			const [name, type, logging, tracing] = ['Name', 'Type', 'Logging', 'Tracing'].map(one => source.get(one));
			const map = source.map(['Definition', 'DefinitionSubstitutions', 'Role'], {
				StateMachineName: name, StateMachineType: type, LoggingConfiguration: logging, TracingConfiguration: tracing, Tags: source.tags(),
			});
			return { ...map, open: true };
		},
	};
	return get(get(declared.entry.value, 'Properties'), 'Role') ? [machine] : [machine, roleOf(declared, 'StateMachine', 'states.amazonaws.com')];
}

/** A connector from a bucket to a function is a permission; to and from all else it is a policy that is not known. */
export function connectorCreations(declared: Declared, template: Template): readonly Creation[] {
	const properties = get(declared.entry.value, 'Properties');
	const side = (name: string) => stringOf(get(get(properties, name), 'Id'));
	const typeOf = (id: string | undefined) => stringOf(get(get(template.resources, id ?? ''), 'Type'));
	const [from, to] = [side('Source'), side('Destination')];
	const invokes = typeOf(from) === 'AWS::S3::Bucket' && /Function$/.test(typeOf(to) ?? '');
	return [{
		id: invokes ? `${declared.id}WriteLambdaPermission` : `${declared.id}Policy`,
		type: invokes ? 'AWS::Lambda::Permission' : 'AWS::IAM::ManagedPolicy', declared,
		properties: scope => {
			const make = makerOf(declared, scope);
			if (!invokes) return { ...make.map({}), open: true };
			return make.map({ Action: 'lambda:InvokeFunction', FunctionName: make.reference(to!), Principal: 's3.amazonaws.com', SourceArn: make.reference(from!, 'Arn') });
		},
	}];
}
export const layerProperties = ['LayerName', 'Description', 'CompatibleRuntimes', 'CompatibleArchitectures', 'LicenseInfo'];
export const stackProperties = ['Parameters', 'NotificationARNs', 'TimeoutInMinutes'];
