/** Words in Markdown, made safe by Grafana's own sanitiser. */
import { type PanelProps, renderTextPanelMarkdown } from '@grafana/data';
import { useMemo } from 'react';

export function TextPanel({ options, replaceVariables }: PanelProps<{ readonly content: string }>) {
  const html = useMemo(() => renderTextPanelMarkdown(replaceVariables(options.content)), [options, replaceVariables]);
  return (
    <div
      className="markdown-html"
      style={{ overflow: 'auto', height: '100%' }}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
