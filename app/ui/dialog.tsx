import type { ReactNode } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { useTranslation } from "./use-translation";
import { LOCALE_TAGS } from "~/lib/languages";
import { Button } from "./button";
import { useLanguage } from "./use-language";

type DialogProps = {
  open: boolean;
  /** Called when the reader leaves it: by the button, by Escape, by a press outside. */
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  /** Buttons that answer it; one that leaves it is always there. */
  actions?: ReactNode;
  /** Only an answer closes it: no Escape, no press outside. */
  mustAnswer?: boolean;
  wide?: boolean;
};

/** A question over the page. Import it lazily: it brings its own machinery for focus and screen readers. */
export default function Dialog({ open, onClose, title, children, actions, mustAnswer = false, wide = false }: DialogProps) {
  const { t } = useTranslation("common");
  const language = useLanguage();
  return (
    <I18nProvider locale={LOCALE_TAGS[language]}>
      <ModalOverlay
        isOpen={open}
        onOpenChange={(next) => !next && onClose()}
        isDismissable={!mustAnswer}
        isKeyboardDismissDisabled={mustAnswer}
        className="fixed inset-0 z-50 grid place-items-center overflow-y-auto bg-ink/50 p-4"
      >
        <Modal className={wide ? "w-full max-w-page" : "w-full max-w-narrow"}>
          <AriaDialog role={mustAnswer ? "alertdialog" : "dialog"} className="grid gap-4 rounded-md border border-line-strong bg-surface p-6 shadow-raised">
            <Heading slot="title" level={2} className="text-xl">
              {title}
            </Heading>
            <div>{children}</div>
            <div className="flex flex-wrap justify-end gap-3">
              {!mustAnswer && (
                <Button type="button" onClick={onClose}>
                  {t("action.close")}
                </Button>
              )}
              {actions}
            </div>
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    </I18nProvider>
  );
}
