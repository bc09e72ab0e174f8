import { listed } from '../../engine/model/listed.ts';
import { either } from '../../engine/model/value.ts';
import { covers, pattern } from '../../engine/policy/patterns.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/bucket-name-pattern',
	title: 'Bucket names are of the form that the settings ask for',
	severity: 'warning',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
	on: 'AWS::S3::Bucket',
	review(bucket, design, report) {
		const wanted = design.bucketNames.map(one => pattern(one));
		if (wanted.length === 0) return;
		for (const property of bucket.at('BucketName').alternatives) {
			// A name that AWS makes up has a form of its own.
			if (property.exists === 'no') continue;
			const parts = property.textParts;
			const name = parts && pattern(parts, { literal: true });
			const fits = name ? either(...wanted.map(one => covers(one, name))) : 'maybe';
			design.undecided(fits === 'maybe');
			if (fits === 'no') report(property, `The name ${name!.text} of ${bucket.name} fits none of the forms that plumbline.yaml asks for: ${listed(design.bucketNames, 'or')}.`);
		}
	},
});
