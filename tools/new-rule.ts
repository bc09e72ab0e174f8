/** Scaffolds a rule: `npm run new-rule -- s3/some-wish AWS::S3::Bucket`. What it writes fails its tests until somebody has thought. */
import { readIfThere, inProject, writeGenerated } from './files.ts';

const [id, type] = process.argv.slice(2);
if (!id || !/^[a-z0-9]+\/[a-z0-9]+(-[a-z0-9]+)*$/.test(id) || !/^AWS::\w+::\w+$/.test(type ?? '')) {
	console.error('usage: npm run new-rule -- SERVICE/NAME AWS::SERVICE::TYPE');
	process.exit(2);
}
const files = {
	[`rules/${id}.ts`]: `import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: '${id}',
	title: '',
	severity: 'warning',
	pillar: 'reliability',
	since: '${JSON.parse(readIfThere(inProject('package.json'))!).version}',
	source: 'https://docs.aws.amazon.com/',
	on: '${type}',
	review(resource, design, report) {
	},
});
`,
	[`rules/${id}.md`]: `## Why it matters

## Reported

### What is wrong

\`\`\`yaml cloudformation
Resources:
  Example:
    Type: ${type}
#         ${'^'.repeat(type!.length)} ${id}
\`\`\`

## Accepted

## References

- []()
`,
	[`test/rules/${id}.md`]: `## What cannot be known is not reported

\`\`\`yaml cloudformation maybe
Parameters:
  Unknown: { Type: String }
Resources:
  Example:
    Type: ${type}
\`\`\`
`,
};
for (const path of Object.keys(files)) {
	if (readIfThere(inProject(path)) === undefined) continue;
	console.error(`${path} is there already`);
	process.exit(2);
}
for (const [path, text] of Object.entries(files)) writeGenerated(inProject(path), text);
console.log('Then: npm run generate, and npx vitest run test/rules');
