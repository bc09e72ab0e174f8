/**
 * What SAM makes of its resources (`AWS::Serverless::*`): the resources of CloudFormation that the transform creates, as far as
 * rules can tell the difference. Everything created bears the place of the SAM resource that it comes from.
 */
import type { MapEntry, MapValue, Site } from '../../../model/value.ts';
import type { Declared } from '../declared.ts';
import type { Evaluator } from '../evaluate.ts';
import type { Template } from '../template.ts';
import { functionCreations } from './function.ts';
import { apiCreations, connectorCreations, layerProperties, machineCreations, plainCreation, stackProperties } from './others.ts';
import { simpleTable } from './simple-table.ts';

export interface Creation {
	readonly id: string;
	readonly type: string;
	readonly declared: Declared;
	/** Other names that refer to it (`Function.Alias`). */
	readonly names?: readonly string[];
	/** Missing where the properties are those that are written. */
	readonly properties?: (scope: Evaluator) => MapValue;
}

/** What a resource adds to the properties of another: an S3 event to its bucket. */
export interface Extension {
	readonly target: string;
	apply(properties: Map<string, MapEntry>, site: Site, scope: Evaluator): void;
}

export interface Created {
	readonly creations: readonly Creation[];
	readonly extensions: readonly Extension[];
}

/** Undefined for what is no resource of SAM. */
export function serverless(declared: Declared, template: Template): Created | undefined {
	if (!declared.type.startsWith('AWS::Serverless::')) return undefined;
	const kind = declared.type.slice('AWS::Serverless::'.length);
	switch (kind) {
		case 'Function': return functionCreations(declared, template);
		case 'SimpleTable': return only(simpleTable(declared));
		case 'Api': case 'HttpApi': return only(...apiCreations(declared, kind));
		case 'StateMachine': return only(...machineCreations(declared));
		case 'Connector': return only(...connectorCreations(declared, template));
		case 'LayerVersion': return only(plainCreation(declared, 'AWS::Lambda::LayerVersion', kind, layerProperties));
		case 'Application': return only(plainCreation(declared, 'AWS::CloudFormation::Stack', kind, stackProperties));
		default: return undefined;
	}
}

function only(...creations: readonly Creation[]): Created {
	return { creations, extensions: [] };
}
