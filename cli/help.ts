/** The words of --help. */
const general = `Plumbline reviews AWS architecture: CloudFormation, Terraform and policies.

Usage: plumbline COMMAND

Commands:
  review PATH…   review files and directories
  rules          list the rules
  explain RULE   why a rule exists, and what it accepts
  lsp --stdio    serve an editor over the Language Server Protocol

Options:
  -h, --help     this text, or that of a command
  -v, --version  the version

Everything happens on this machine: no account, no network.
`;

const review = `Reviews files and directories.

Usage: plumbline review PATH… [options]

Options:
  --format FORMAT   text (default), json, sarif or markdown
  --level LEVEL     the least severity to print and to fail on: error, warning (default),
                    information or hint
  --baseline WHAT   compare with a Git revision, a file or a directory; none for no comparison
                    (default: as plumbline.yaml says, else HEAD)
  --rule RULE       only this rule; may be given several times
  --var-file FILE   values of Terraform's variables, as terraform takes them; may be given several times
  --fix             apply the safe fix of every finding, and say what was done
  -q, --quiet       findings only

Exit code: 0 nothing at or above the level, 1 findings, 2 wrong use or a file that cannot be read.
`;

const topics: Record<string, string> = {
	review,
	rules: 'Lists all rules with their severity, pillar and title.\n\nUsage: plumbline rules\n',
	explain: 'Prints the page of a rule.\n\nUsage: plumbline explain RULE\n',
	lsp: 'Serves an editor over the Language Server Protocol on standard input and output.\n\nUsage: plumbline lsp --stdio\n',
};

export function helpText(topic?: string): string {
	return (topic && topics[topic]) || general;
}
