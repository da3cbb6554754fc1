;; Types KEYS by a table and prints the text: emacs -Q --batch -l client.el TABLE KEYS   (U+0008 is the Backspace key)
(defvar translit-answer nil "What came last, as text.")
(defvar translit-id 0)

(defvar translit-server
  (make-process :name "translit" :command '("translit" "engine" "--stdio") :connection-type 'pipe
                :coding 'utf-8-unix :noquery t
                :filter (lambda (_ text) (setq translit-answer (concat translit-answer text)))))

(defun translit-call (method &rest params)
  "Ask METHOD with PARAMS, a property list, and return the result as one."
  (setq translit-answer "")
  (let ((request (list :jsonrpc "2.0" :id (setq translit-id (1+ translit-id)) :method method :params params)))
    ;; A text of bytes is what the process is to get: the coding system makes them of letters.
    (process-send-string translit-server (concat (decode-coding-string (json-serialize request) 'utf-8) "\n")))
  (while (not (string-suffix-p "\n" translit-answer)) (accept-process-output translit-server))
  (let ((answer (json-parse-string translit-answer :object-type 'plist :null-object nil)))
    (when (plist-get answer :error) (error "%s" (plist-get (plist-get answer :error) :message)))
    (plist-get answer :result)))

(let ((session (plist-get (translit-call "open" :table (pop command-line-args-left)) :session)))
  (with-temp-buffer
    (dolist (key (append (pop command-line-args-left) nil))
      (let ((edit (if (eq key ?\b) (translit-call "backspace" :session session)
                    (translit-call "feed" :session session :key (char-to-string key)))))
        (delete-char (- (min (if edit (plist-get edit :delete) 1) (1- (point)))))
        (insert (or (plist-get edit :insert) ""))))
    (princ (concat (buffer-string) "\n"))))
