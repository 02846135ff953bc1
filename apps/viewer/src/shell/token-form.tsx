/** Asks for the token that the platform was started with. */
import { Button, Field, Input } from '@grafana/ui';
import { type FormEvent, useState } from 'react';
import { useToken as enterWith } from '../api';
import { type Language, say } from '../language';

export function TokenForm({ language }: { readonly language: Language }) {
  const [token, setToken] = useState('');
  const enter = (event: FormEvent): void => {
    event.preventDefault();
    enterWith(token.trim());
  };
  return (
    <form onSubmit={enter} style={{ maxWidth: 420, margin: '10vh auto' }}>
      <Field
        label={say(language, { zh: '访问令牌', en: 'Access token' })}
        description={say(language, {
          zh: '平台启动时设置的令牌；只保存在本标签页中。',
          en: 'The token that the platform was started with; kept in this tab only.',
        })}
      >
        <Input
          id="token"
          type="password"
          autoComplete="off"
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
      </Field>
      <Button type="submit" disabled={token.trim() === ''}>
        {say(language, { zh: '进入', en: 'Enter' })}
      </Button>
    </form>
  );
}
