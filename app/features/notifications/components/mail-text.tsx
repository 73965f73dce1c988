import { useTranslation } from "~/ui/use-translation";
import { directionOf } from "~/lib/languages";
import { Card } from "~/ui/card";
import { Code } from "~/ui/bdi";
import { splitAtLinks, type MailDto } from "../model";

/** One mail as text, with its addresses as links. Its HTML is never put into a page. */
export function MailText({ mail }: { mail: MailDto }) {
  const { t } = useTranslation("account");
  return (
    <Card
      as="article"
      title={
        <span lang={mail.language} dir="auto">
          {mail.subject}
        </span>
      }
    >
      <p className="text-sm text-ink-soft">
        {t("mailbox.to")}: <Code>{mail.to}</Code> · <Code>{mail.kind}</Code>
      </p>
      <div lang={mail.language} dir={directionOf(mail.language)} className="max-w-measure whitespace-pre-wrap">
        {splitAtLinks(mail.text).map((part, index) =>
          index % 2 ? (
            <a key={index} href={part} dir="ltr" className="break-all">
              {part}
            </a>
          ) : (
            part
          ),
        )}
      </div>
    </Card>
  );
}
