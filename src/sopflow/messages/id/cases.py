"""Indonesian sentences about running cases: what is not allowed and why, and cases that cannot be read."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    # --- rejected commands ---
    "rejected-definition-mismatch": (
        "Kasus ini dimulai dengan isi SOP {now_sop} yang lain ({was}) daripada versi {now_version} yang dipakai "
        "sekarang ({now}); pakai SOP yang semula."
    ),
    "rejected-definition-changed": (
        "Kasus ini memakai SOP {was_sop} versi {was_version} ({was}), sedangkan yang diberikan SOP {now_sop} versi "
        "{now_version} ({now}); baca dengan SOP yang semula."
    ),
    "case-put-form": "Yang disimpan harus sebuah kasus, bukan {found}.",
    "names-form": 'Sebutkan daftar id, misalnya ["nama"], bukan {found}.',
    "reasons-form": "'reasons' harus True atau False, bukan {found}.",
    "nothing-redacted": "Tidak ada yang disamarkan; sebut data, nama orang, atau alasan.",
    "steps-form": "Padanan langkah harus berupa pemetaan dari langkah lama ke langkah baru, bukan {found}.",
    "barrier-migrated": "kasus ini dipindahkan ke versi SOP yang lain",
    "command-migrate": "pemindahan ke versi SOP yang lain ('migrate')",
    "rejected-not-migratable-other-sop": (
        "Kasus SOP '{sop}' tidak dapat dipindahkan ke SOP '{given}'; berikan versi lain dari SOP yang sama."
    ),
    "rejected-not-migratable-same": (
        "Kasus ini sudah memakai isi SOP '{sop}' versi {version}; tidak ada yang perlu dipindahkan."
    ),
    "rejected-not-migratable-unknown-old": "SOP yang sekarang tidak mempunyai langkah {steps}; langkahnya {known}.",
    "rejected-not-migratable-unknown-new": "Versi yang baru tidak mempunyai langkah {steps}; langkahnya {known}.",
    "rejected-not-migratable-zone": (
        "Versi yang baru memakai zona waktu {zone}, sedangkan kasus ini berjalan di {was}; selesaikan dengan versi "
        "semula."
    ),
    "rejected-not-migratable-step-gone": (
        "Versi yang baru tidak mempunyai langkah {step_label} yang sedang berjalan; sebut padanannya, salah satu dari "
        "{known}."
    ),
    "rejected-not-migratable-merged": (
        "Langkah {steps} yang sedang berjalan akan menjadi satu langkah; beri padanan yang berbeda, atau tunggu sampai "
        "salah satunya selesai."
    ),
    "rejected-not-migratable-fork-changed": (
        "Langkah {step_label} terletak di cabang bersamaan yang lain pada versi yang baru; tunggu sampai "
        "cabang-cabangnya bertemu."
    ),
    "rejected-not-migratable-fact-unfit": (
        "Nilai data {facts} tidak berlaku lagi pada versi yang baru; catat dahulu nilai yang berlaku pada keduanya."
    ),
    "rejected-not-migratable-promise-gone": (
        "Versi yang baru tidak lagi menjanjikan waktu pelayanan, padahal kasus ini dijanjikan selesai {due}."
    ),
    "rejected-not-migratable-document-missed": (
        "Langkah {step_label} pada versi yang baru memerlukan {documents}, yang mungkin tidak akan dihasilkan lagi "
        "karena langkah pembuatnya sudah terlewati."
    ),
    "rejected-case-closed": "Kasus ini sudah selesai dengan hasil {outcome}; tidak ada lagi yang dapat dilakukan.",
    "rejected-case-withdrawn": "Kasus ini sudah ditarik kembali oleh pemohon; tidak ada lagi yang dapat dilakukan.",
    "rejected-case-cancelled": "Kasus ini sudah dibatalkan; tidak ada lagi yang dapat dilakukan.",
    "rejected-unknown-step": "SOP ini tidak mempunyai langkah '{given}'; langkahnya {known}.",
    "rejected-unknown-actor": "SOP ini tidak mempunyai pelaksana '{given}'; pelaksananya {known}.",
    "rejected-unknown-actor-person": (
        "'{given}' tidak mempunyai peran dalam SOP ini; berikan salah satu dari peran {known}."
    ),
    "rejected-unknown-document": "SOP ini tidak mengenal dokumen {documents}; yang dapat diserahkan {known}.",
    "rejected-unknown-document-none": (
        "SOP ini tidak mengenal dokumen {documents} dan tidak menerima dokumen dari luar."
    ),
    "rejected-not-external": (
        "Dokumen {documents} tidak dapat diserahkan karena dihasilkan atau sudah ada di kantor; yang dapat diserahkan "
        "{known}."
    ),
    "rejected-not-external-none": (
        "Dokumen {documents} tidak dapat diserahkan karena dihasilkan atau sudah ada di kantor; SOP ini tidak menerima "
        "dokumen dari luar."
    ),
    "rejected-unknown-field": "SOP ini tidak mengenal data {fields}; yang dikenal {known}.",
    "rejected-unknown-field-none": "SOP ini tidak mengenal data {fields}; SOP ini tidak memakai data.",
    "rejected-unknown-branch": "Langkah {step_label} tidak mempunyai cabang '{given}'; cabangnya {known}.",
    "rejected-case-suspended": (
        "Kasus ini ditangguhkan sejak {since}; lanjutkan dahulu ('resume') sebelum pekerjaan diteruskan."
    ),
    "rejected-not-suspended": "Kasus ini tidak sedang ditangguhkan; pekerjaannya dapat diteruskan begitu saja.",
    "rejected-already-suspended": (
        "Kasus ini sudah ditangguhkan sejak {since}; baru dapat ditangguhkan lagi setelah dilanjutkan."
    ),
    "rejected-step-not-active": "Langkah {step_label} tidak sedang berjalan; yang berjalan sekarang langkah {active}.",
    "rejected-step-not-active-none": "Langkah {step_label} tidak sedang berjalan; tidak ada langkah yang berjalan.",
    "rejected-time-reversed": "Waktu {at} terlalu awal: {event} pada {earliest}; berikan waktu sejak saat itu.",
    "rejected-time-reversed-task": (
        "Waktu {at} terlalu awal: langkah {step_label} baru mulai pada {earliest}; berikan waktu sejak saat itu."
    ),
    "rejected-time-reversed-task-ended": (
        "Waktu {at} terlalu awal: langkah {step_label} baru berakhir pada {earliest}; berikan waktu sejak saat itu."
    ),
    "barrier-started": "kasus ini dimulai",
    "barrier-suspended": "kasus ini ditangguhkan",
    "barrier-resumed": "kasus ini dilanjutkan",
    "barrier-extended": "batas waktunya diperpanjang",
    "barrier-recounted": "jatuh temponya dihitung ulang",
    "rejected-wrong-actor": "Langkah {step_label} dikerjakan oleh {wanted}, bukan oleh {given}.",
    "rejected-wrong-actor-assigned": (
        "Langkah {step_label} ditugaskan kepada '{assignee}', sehingga tidak dapat dikerjakan oleh {given}; tugaskan "
        "ulang dahulu bila perlu."
    ),
    "rejected-wrong-actor-role": (
        "'{given}' tidak mempunyai peran {wanted}, sehingga tidak dapat ditugasi langkah {step_label}."
    ),
    "rejected-wrong-actor-inside": "'{given}' adalah pihak luar dan tidak dapat melakukan ini; yang dapat {known}.",
    "rejected-wrong-actor-external": "{given} adalah pihak luar dan tidak dapat {command}; yang dapat: {known}.",
    "person-as": "'{person}' sebagai {role}",
    "rejected-not-optional": (
        "Langkah {step_label} wajib dikerjakan; hanya langkah 'optional: true' yang dapat dilewati."
    ),
    "rejected-not-overdue": "Langkah {step_label} baru jatuh tempo {due}; jalan lewat waktu terbuka sejak saat itu.",
    "rejected-not-overdue-no-term": "Langkah {step_label} tanpa batas waktu, sehingga tidak pernah lewat waktu.",
    "rejected-no-lapse": (
        "SOP ini tidak mengatur apa yang terjadi bila langkah {step_label} lewat waktu ('on_overdue')."
    ),
    "rejected-data-invalid": "Data ini tidak dapat diterima: {facts}.",
    "rejected-missing-input": "Langkah {step_label} belum dapat diselesaikan; dokumen yang belum ada: {documents}.",
    "rejected-missing-data": "Langkah {step_label} belum dapat diselesaikan; data yang belum dinyatakan: {facts}.",
    "rejected-branch-required": "Pada langkah {step_label} pelaksana memilih cabang; pilih {known}.",
    "rejected-branch-not-open": (
        "Pada langkah {step_label} cabang ditentukan oleh data, bukan dipilih; hapus pilihan '{given}'."
    ),
    "rejected-branch-not-open-none": "Langkah {step_label} tidak mempunyai cabang; hapus pilihan '{given}'.",
    "rejected-no-branch-matches": (
        "Tidak ada cabang langkah {step_label} yang sesuai dengan data; periksa {facts}, atau lengkapi cabang pada SOP."
    ),
    "rejected-several-branches-match": (
        "Cabang {branches} pada langkah {step_label} sama-sama sesuai dengan data; periksa {facts}, atau perbaiki "
        "cabang pada SOP."
    ),
    "rejected-not-an-extension": (
        "Waktu {to} tidak lebih lambat daripada jatuh tempo sekarang, {due}; berikan waktu sesudah itu."
    ),
    "rejected-not-an-extension-no-term": (
        "Langkah {step_label} tanpa batas waktu, sehingga tidak ada yang diperpanjang."
    ),
    "rejected-not-an-extension-no-promise": (
        "SOP ini tidak menetapkan 'service_time', sehingga tidak ada yang diperpanjang."
    ),
    "rejected-not-an-extension-not-begun": (
        "Jangka waktu layanan baru berjalan sejak langkah {step_label} selesai, sehingga belum ada yang diperpanjang."
    ),
    "rejected-not-an-extension-not-foreseen": (
        "SOP ini tidak mengatur perpanjangan jangka waktu layanan ('extension' pada 'service_time')."
    ),
    "rejected-not-an-extension-once": "Jangka waktu layanan sudah pernah diperpanjang; hanya boleh satu kali.",
    "rejected-not-an-extension-too-long": (
        "Jangka waktu layanan hanya boleh diperpanjang {extension}, paling lambat sampai {most}; {to} terlalu lambat."
    ),
    "rejected-not-revertible": (
        "Tidak ada yang dapat ditarik kembali; yang dapat hanya penyelesaian, pelewatan atau jalan lewat waktu yang "
        "terakhir, selama sesudahnya hanya ada dokumen, data atau penugasan."
    ),
    "command-lapse": "menempuh jalan lewat waktu",
    "command-assign": "menugaskan langkah",
    "command-suspend": "menangguhkan kasus",
    "command-resume": "melanjutkan kasus",
    "command-extend": "memperpanjang waktu",
    "command-revert": "menarik kembali penyelesaian",
    "command-recount": "menghitung ulang jatuh tempo",
    "command-cancel": "membatalkan kasus",
    # --- facts ---
    "fact-invalid": "{field} diisi {value}, seharusnya {wanted}",
    "value-too-large": "bilangan yang terlalu besar",
    "value-of-type": "nilai berjenis {type}",
    "wanted-boolean": "true atau false",
    "wanted-integer": "bilangan bulat",
    "wanted-number": "bilangan",
    "wanted-string": "teks",
    "wanted-date": "tanggal seperti 2026-05-15",
    "wanted-value": "{wanted}",
    "wanted-minimum": "paling kecil {wanted}",
    "wanted-maximum": "paling besar {wanted}",
    "wanted-more": "lebih dari {wanted}",
    "wanted-less": "kurang dari {wanted}",
    "wanted-multiple": "kelipatan {wanted}",
    "wanted-min-length": "paling sedikit {wanted} huruf",
    "wanted-max-length": "paling banyak {wanted} huruf",
    "wanted-schema": "sesuai dengan {schema}",
    # --- the form of what a case is given ---
    "by-form": "{found} bukan pelaku; berikan id pelaksana sebagai teks, atau sopflow.Person.",
    "person-id": "{found} bukan id orang; berikan teks yang tidak kosong.",
    "person-roles": "Peran '{person}' harus berupa kumpulan id pelaksana, bukan {found}.",
    "documents-form": 'Dokumen diberikan sebagai daftar id, misalnya ["berkas"], bukan {found}.',
    "data-form": 'Data diberikan sebagai pasangan nama dan nilai, misalnya {{"lengkap": True}}, bukan {found}.',
    "nothing-given": "Tidak ada yang diberikan; sebutkan sedikitnya satu dokumen atau satu data.",
    "reason-missing": "Tindakan ini memerlukan alasan; berikan 'reason' berupa teks yang tidak kosong.",
    "calendar-form": '{found} bukan kalender; berikan misalnya sopflow.calendar("id-asn").',
    "choose-form": "{found} bukan cabang; berikan id cabang sebagai teks.",
    "restart-form": "'restart' diberikan sebagai True atau False, bukan {found}.",
    "person-is-role": "'{role}' adalah peran, bukan orang; berikan id orang, atau sopflow.Person dengan peran itu.",
    "deadline-form": (
        'Batas waktu diberikan sebagai tanggal, waktu, atau jangka waktu seperti "3 hari kerja", bukan {found}.'
    ),
    "command-unknown": "Tindakan '{given}' tidak dikenal; yang ada {known}.",
    "procedure-form": "{found} bukan prosedur; berikan hasil sopflow.load, sesudah teks.",
    "case-id": "{found} bukan id kasus; berikan teks yang tidak kosong.",
    # --- cases in JSON ---
    "case-no-text": "Kasus dibaca dari teks JSON, bukan dari {found}.",
    "case-not-json": "Teks ini bukan JSON yang utuh; mungkin terpotong. Baca lagi dari tempat penyimpanannya.",
    "case-not-a-case": "JSON ini bukan kasus yang ditulis sopflow.",
    "case-newer": (
        "Kasus ini ditulis sopflow yang lebih baru (format {format}); versi ini membaca sampai format {known}. "
        "Perbarui sopflow."
    ),
    "case-unknown-key": (
        "Kunci '{key}' tidak dikenal; kasus ini ditulis sopflow yang lebih baru, atau diubah. Perbarui sopflow."
    ),
    "case-missing-key": "Kunci '{key}' tidak ada; kasus ini tidak utuh. Ambil salinan yang utuh.",
    "case-changed": (
        "Kasus ini berubah sejak ditulis: isinya tidak cocok dengan 'digest'. Ambil salinan yang tidak diubah."
    ),
    "case-form": "Isi '{where}' bukan seperti yang ditulis sopflow; ambil salinan yang tidak diubah.",
    "case-impossible": (
        "Kejadian nomor {number} ({type}) tidak mungkin menyusul kejadian sebelumnya; ambil salinan yang tidak diubah."
    ),
}
