/** Puts a text on the clipboard, and says whether it is there. */
import { useEffect, useState } from 'react';
import { copyText } from '../document/copy';
import { Icon } from './Icon';

/** Milliseconds for which it says so; what is copied may change afterwards. */
const SAYS = 4000;

interface CopyButtonProps {
  readonly label: string;
  /** Made when it is asked for. @throws RangeError with the reason for which there is none */
  readonly text: () => string;
  readonly onRefused?: (error: unknown) => void;
}

export function CopyButton({ label, text, onRefused }: CopyButtonProps) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  useEffect(() => {
    if (copied === 'no') return;
    const timer = setTimeout(() => setCopied('no'), SAYS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    let made: string;
    try {
      made = text();
    } catch (error) {
      onRefused?.(error);
      return;
    }
    copyText(made).then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    );
  };
  return (
    <button type="button" className="button small" onClick={copy}>
      <Icon name={copied === 'yes' ? 'check' : 'copy'} />
      <span aria-live="polite">
        {copied === 'no' ? label : copied === 'yes' ? 'Copied' : 'The browser refused'}
      </span>
    </button>
  );
}
