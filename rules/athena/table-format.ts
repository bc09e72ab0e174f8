import { defineRule } from '../../engine/review/rule.ts';
import { TEXT_FORMATS } from './facts.ts';

export default defineRule({
	id: 'athena/table-format',
	title: 'Tables that are queried need not be read whole',
	severity: 'information',
	pillar: 'performance',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/athena/latest/ug/performance-tuning-data-optimization-techniques.html',
	on: 'AWS::Glue::Table',
	review(table, _design, report) {
		const storage = table.at('TableInput.StorageDescriptor');
		const keys = table.at('TableInput.PartitionKeys').items;
		if (table.partial || keys.length > 0 || keys.complete !== 'yes') return;
		const compression = ['compressionType', 'compression_type', 'write.compression'].map(name => table.at(`TableInput.Parameters.${name}`));
		const plain = storage.at('Compressed').is(true) === 'no' && compression.every(one => one.exists === 'no' || one.is('none') === 'yes');
		for (const library of storage.at('SerdeInfo.SerializationLibrary').alternatives) {
			const format = TEXT_FORMATS[library.string ?? ''];
			if (!format || !plain) continue;
			report(library, `${table.name} is ${format}, in one piece and not compressed: each query reads, and is billed for, all of it, whatever columns and days it asks for.`);
		}
	},
});
