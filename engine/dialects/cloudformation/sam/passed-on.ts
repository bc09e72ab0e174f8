/** Which properties of the created resource are written under the same name on the SAM resource. */
import { functionProperties } from './function.ts';
import { apiProperties, httpApiProperties, layerProperties, stackProperties } from './others.ts';
import { tableProperties } from './simple-table.ts';

const names: Record<string, readonly string[]> = {
	'AWS::Serverless::Function': functionProperties,
	'AWS::Serverless::SimpleTable': tableProperties,
	'AWS::Serverless::Api': apiProperties,
	'AWS::Serverless::HttpApi': httpApiProperties,
	'AWS::Serverless::LayerVersion': layerProperties,
	'AWS::Serverless::Application': stackProperties,
};

/** Undefined for what is no resource of SAM: there all properties are. */
export function passedOn(type: string): readonly string[] | undefined {
	return type.startsWith('AWS::Serverless::') ? names[type] ?? [] : undefined;
}
